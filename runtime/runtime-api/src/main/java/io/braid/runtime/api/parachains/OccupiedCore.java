package io.braid.runtime.api.parachains;

import io.braid.primitives.Bits;
import io.braid.primitives.Hash256;
import io.braid.scale.Scale;
import java.util.Optional;

/** A core whose candidate waits for availability. */
@Scale(path = "polkadot_primitives::vstaging::OccupiedCore")
public record OccupiedCore(
    Optional<ScheduledCore> nextUpOnAvailable,
    int occupiedSince,
    int timeOutAt,
    Optional<ScheduledCore> nextUpOnTimeOut,
    Bits availability,
    int groupResponsible,
    Hash256 candidateHash,
    CandidateDescriptor candidateDescriptor) {}
