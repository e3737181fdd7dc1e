package io.braid.runtime.api.babe;

import io.braid.scale.Scale;

/** A fraction: in BABE, how many slots have a primary author, {@code numerator / denominator}. */
@Scale(path = "sp_consensus_babe::Probability")
public record Probability(long numerator, long denominator) {}
