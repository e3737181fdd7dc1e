package io.braid.parachains.protocol;

import io.braid.primitives.Bytes;
import io.braid.runtime.api.parachains.CandidateReceipt;
import io.braid.runtime.api.parachains.DisputeStatement;
import io.braid.scale.Scale;
import io.braid.scale.Size;

/**
 * {@code send_dispute/1}: a vote about a candidate, with one of the other side, without which there
 * would be no dispute.
 *
 * @param sessionIndex of the candidate
 */
@Scale(path = "polkadot_node_primitives::disputes::UncheckedDisputeMessage")
public record DisputeMessage(
    CandidateReceipt candidateReceipt,
    int sessionIndex,
    InvalidVote invalidVote,
    ValidVote validVote) {
  /** A validator's vote against the candidate. */
  @Scale(path = "polkadot_node_primitives::disputes::InvalidDisputeVote")
  public record InvalidVote(
      int validatorIndex, @Size(64) Bytes signature, DisputeStatement.InvalidKind kind) {}

  /** A validator's vote for the candidate. */
  @Scale(path = "polkadot_node_primitives::disputes::ValidDisputeVote")
  public record ValidVote(
      int validatorIndex, @Size(64) Bytes signature, DisputeStatement.ValidKind kind) {}

  /** The answer: both votes were taken. */
  @Scale(path = "polkadot_node_network_protocol::request_response::v1::DisputeResponse")
  public enum Response {
    CONFIRMED
  }
}
