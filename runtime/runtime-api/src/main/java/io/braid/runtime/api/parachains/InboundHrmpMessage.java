package io.braid.runtime.api.parachains;

import io.braid.primitives.Bytes;
import io.braid.scale.Scale;

/** A message from another parachain, with the relay block in which it was routed. */
@Scale(path = "polkadot_core_primitives::InboundHrmpMessage")
public record InboundHrmpMessage(int sentAt, Bytes data) {}
