package io.braid.runtime.api.parachains;

import io.braid.scale.Scale;

/** The part of the host configuration that parachains read by proof. */
@Scale(path = "polkadot_primitives::v8::AbridgedHostConfiguration")
public record AbridgedHostConfiguration(
    int maxCodeSize,
    int maxHeadDataSize,
    int maxUpwardQueueCount,
    int maxUpwardQueueSize,
    int maxUpwardMessageSize,
    int maxUpwardMessageNumPerCandidate,
    int hrmpMaxMessageNumPerCandidate,
    int validationUpgradeCooldown,
    int validationUpgradeDelay,
    AsyncBackingParams asyncBackingParams) {}
