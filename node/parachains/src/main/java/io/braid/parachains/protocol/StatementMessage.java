package io.braid.parachains.protocol;

import io.braid.primitives.Hash256;
import io.braid.scale.Scale;
import io.braid.scale.Unnamed;

/** About backing. Whoever does not have a candidate that is named here asks for it. */
@Scale(path = "polkadot_node_network_protocol::v3::StatementDistributionMessage")
public sealed interface StatementMessage {
  /** One validator's statement, made on {@code relayParent}. */
  @Unnamed
  record Statement(Hash256 relayParent, SignedStatement statement) implements StatementMessage {}

  /** The sender has a backed candidate. */
  @Unnamed
  record BackedCandidateManifest(Manifest manifest) implements StatementMessage {}

  /** The sender has the candidate too that the receiver told of. */
  @Unnamed
  record BackedCandidateKnown(Acknowledgement acknowledgement) implements StatementMessage {}

  /**
   * What the sender knows of a backed candidate.
   *
   * @param groupIndex of the group that backs it
   */
  @Scale(path = "polkadot_node_network_protocol::v3::BackedCandidateManifest")
  record Manifest(
      Hash256 relayParent,
      Hash256 candidateHash,
      int groupIndex,
      int paraId,
      Hash256 parentHeadDataHash,
      StatementFilter statementKnowledge) {}

  /** What the sender knows of a candidate that both have. */
  @Scale(path = "polkadot_node_network_protocol::v3::BackedCandidateAcknowledgement")
  record Acknowledgement(Hash256 candidateHash, StatementFilter statementKnowledge) {}
}
