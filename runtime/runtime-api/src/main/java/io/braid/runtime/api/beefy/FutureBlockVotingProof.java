package io.braid.runtime.api.beefy;

import io.braid.scale.Scale;

/** A vote for a block that there is not yet. */
@Scale(path = "sp_consensus_beefy::FutureBlockVotingProof")
public record FutureBlockVotingProof(VoteMessage vote) {}
