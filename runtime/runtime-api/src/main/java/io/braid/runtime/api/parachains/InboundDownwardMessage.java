package io.braid.runtime.api.parachains;

import io.braid.primitives.Bytes;
import io.braid.scale.Scale;

/** A message from the relay chain, with the relay block in which it was sent. */
@Scale(path = "polkadot_core_primitives::InboundDownwardMessage")
public record InboundDownwardMessage(int sentAt, Bytes msg) {}
