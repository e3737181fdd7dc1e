package io.braid.parachains.protocol;

import io.braid.primitives.Bits;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.scale.Max;
import io.braid.scale.Scale;
import io.braid.scale.Size;
import io.braid.scale.Unnamed;
import java.util.List;

/**
 * About approval. Candidates go by their place in the list of those that a block includes; the last
 * bit of a bitfield of candidates is 1.
 */
@Scale(path = "polkadot_node_network_protocol::v3::ApprovalDistributionMessage")
public sealed interface ApprovalMessage {
  /** In one message; a notification has no room for more. */
  int MAX_ENTRIES = 1_024;

  /** Whose turn it is to check. */
  @Unnamed
  record Assignments(@Max(MAX_ENTRIES) List<Assignment> assignments) implements ApprovalMessage {}

  /** Who has checked and found candidates valid. */
  @Unnamed
  record Approvals(@Max(MAX_ENTRIES) List<Approval> approvals) implements ApprovalMessage {}

  /** A certificate, and the candidates that it is about: a Rust tuple. */
  @Scale(path = "polkadot_node_network_protocol::v3::Assignment")
  record Assignment(IndirectCert cert, Bits candidates) {}

  /**
   * A certificate and what it belongs to.
   *
   * @param blockHash which includes the candidates
   */
  @Scale(path = "polkadot_node_primitives::approval::v2::IndirectAssignmentCertV2")
  record IndirectCert(Hash256 blockHash, int validator, AssignmentCert cert) {}

  /**
   * One signature for one or more candidates that a block includes.
   *
   * @param validator among those of the block's session
   */
  @Scale(path = "polkadot_node_primitives::approval::v2::IndirectSignedApprovalVoteV2")
  record Approval(
      Hash256 blockHash, Bits candidateIndices, int validator, @Size(64) Bytes signature) {}
}
