package io.braid.parachains.protocol;

import io.braid.primitives.Hash256;
import io.braid.runtime.api.parachains.CommittedCandidateReceipt;
import io.braid.runtime.api.parachains.PersistedValidationData;
import io.braid.scale.Max;
import io.braid.scale.Scale;
import java.util.List;

/** {@code req_attested_candidate/2}: fetches a candidate that statements speak of. */
public interface AttestedCandidate {
  /** Twice as many as a group can have members. */
  int MAX_STATEMENTS = 2_000;

  /**
   * Which.
   *
   * @param mask statements that are not wanted
   */
  @Scale(path = "polkadot_node_network_protocol::request_response::v2::AttestedCandidateRequest")
  record Request(Hash256 candidateHash, StatementFilter mask) {}

  /**
   * The candidate with what the sender knows of it.
   *
   * @param persistedValidationData what the candidate's block builds on
   */
  @Scale(path = "polkadot_node_network_protocol::request_response::v2::AttestedCandidateResponse")
  record Response(
      CommittedCandidateReceipt candidateReceipt,
      PersistedValidationData persistedValidationData,
      @Max(MAX_STATEMENTS) List<SignedStatement> statements) {}
}
