package io.braid.runtime.api.parachains;

import io.braid.primitives.Hash256;
import io.braid.scale.Scale;
import java.util.Optional;

/** The part of a channel's state that its sender reads by proof. */
@Scale(path = "polkadot_primitives::v8::AbridgedHrmpChannel")
public record AbridgedHrmpChannel(
    int maxCapacity,
    int maxTotalSize,
    int maxMessageSize,
    int msgCount,
    int totalSize,
    Optional<Hash256> mqcHead) {}
