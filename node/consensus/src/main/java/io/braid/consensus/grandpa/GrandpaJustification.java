package io.braid.consensus.grandpa;

import io.braid.runtime.api.Header;
import io.braid.scale.Max;
import io.braid.scale.Scale;
import java.util.List;

/**
 * A commit that can be verified without the chain (Polkadot specification, 6.3).
 *
 * @param votesAncestries the headers between the commit's target and its precommits' targets
 */
@Scale(path = "sp_consensus_grandpa::GrandpaJustification")
public record GrandpaJustification(
    long round, Commit commit, @Max(1 << 16) List<Header> votesAncestries) {}
