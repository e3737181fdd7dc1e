package io.braid.parachains.protocol;

import io.braid.scale.Scale;
import io.braid.scale.Unnamed;

/** What collators and validators tell each other. */
@Scale(path = "polkadot_node_network_protocol::v2::CollationProtocol")
public sealed interface CollationMessage {
  @Unnamed
  record CollatorProtocol(CollatorMessage message) implements CollationMessage {}
}
