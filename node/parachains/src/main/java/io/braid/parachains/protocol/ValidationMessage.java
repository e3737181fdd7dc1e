package io.braid.parachains.protocol;

import io.braid.scale.Index;
import io.braid.scale.Scale;
import io.braid.scale.Unnamed;

/** What validators tell each other. */
@Scale(path = "polkadot_node_network_protocol::v3::ValidationProtocol")
public sealed interface ValidationMessage {
  @Index(1)
  @Unnamed
  record BitfieldDistribution(BitfieldMessage message) implements ValidationMessage {}

  @Index(3)
  @Unnamed
  record StatementDistribution(StatementMessage message) implements ValidationMessage {}

  @Index(4)
  @Unnamed
  record ApprovalDistribution(ApprovalMessage message) implements ValidationMessage {}
}
