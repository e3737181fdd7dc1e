package io.braid.runtime.api.babe;

import io.braid.scale.Scale;

/** What may change from epoch to epoch. */
@Scale(path = "sp_consensus_babe::BabeEpochConfiguration")
public record BabeEpochConfiguration(Probability c, AllowedSlots allowedSlots) {}
