package io.braid.pallets.parachains.configuration;

import io.braid.primitives.Perbill;
import io.braid.primitives.U128;
import io.braid.scale.Scale;
import java.util.Optional;

/** How cores are shared out. Periods are in relay blocks. */
@Scale(path = "polkadot_primitives::v8::SchedulerParams")
public record SchedulerParams(
    int groupRotationFrequency,
    int parasAvailabilityPeriod,
    Optional<Integer> maxValidatorsPerCore,
    int lookahead,
    int numCores,
    int maxAvailabilityTimeouts,
    int onDemandQueueMaxSize,
    Perbill onDemandTargetQueueUtilization,
    Perbill onDemandFeeVariability,
    U128 onDemandBaseFee,
    int ttl) {}
