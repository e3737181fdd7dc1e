package io.braid.consensus.grandpa;

import io.braid.primitives.Hash256;
import io.braid.scale.Max;
import io.braid.scale.Scale;
import java.util.List;

/** Precommits that together finalise a block. */
@Scale(path = "finality_grandpa::Commit")
public record Commit(
    Hash256 targetHash,
    int targetNumber,
    @Max(VoterSet.MAX_VOTERS * 2) List<SignedVote> precommits) {}
