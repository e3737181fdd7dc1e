package io.braid.pallets.babe;

import io.braid.runtime.api.babe.BabeEpochConfiguration;

/** What a chain decides about BABE: lengths in milliseconds and slots, and the slot lottery. */
public record BabeParameters(
    long slotDurationMillis, long epochDurationSlots, BabeEpochConfiguration epoch) {}
