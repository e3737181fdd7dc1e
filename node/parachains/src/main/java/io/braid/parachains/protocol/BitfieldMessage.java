package io.braid.parachains.protocol;

import io.braid.primitives.Hash256;
import io.braid.runtime.api.parachains.SignedBitfield;
import io.braid.scale.Scale;
import io.braid.scale.Unnamed;

/** About availability. */
@Scale(path = "polkadot_node_network_protocol::v3::BitfieldDistributionMessage")
public sealed interface BitfieldMessage {
  /** A validator's bitfield about the cores as {@code relayParent} left them. */
  @Unnamed
  record Bitfield(Hash256 relayParent, SignedBitfield bitfield) implements BitfieldMessage {}
}
