package io.braid.runtime.api.babe;

import io.braid.primitives.Bytes;
import io.braid.scale.Scale;
import io.braid.scale.Size;
import java.util.List;

/** The configuration at genesis. Times are in milliseconds; {@code epochLength} is in slots. */
@Scale(path = "sp_consensus_babe::BabeConfiguration")
public record BabeConfiguration(
    long slotDuration,
    long epochLength,
    Probability c,
    List<BabeAuthority> authorities,
    @Size(32) Bytes randomness,
    AllowedSlots allowedSlots) {}
