package io.braid.runtime.api.beefy;

import io.braid.scale.Scale;

/** Two votes of one validator for different payloads at the same block. */
@Scale(path = "sp_consensus_beefy::DoubleVotingProof")
public record DoubleVotingProof(VoteMessage first, VoteMessage second) {}
