package io.braid.runtime.api.parachains;

import io.braid.primitives.Bytes;
import io.braid.scale.Scale;

/** A message from one parachain to another. */
@Scale(path = "polkadot_core_primitives::OutboundHrmpMessage")
public record OutboundHrmpMessage(int recipient, Bytes data) {}
