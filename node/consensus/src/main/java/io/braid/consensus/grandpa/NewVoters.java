package io.braid.consensus.grandpa;

import io.braid.runtime.api.grandpa.GrandpaAuthority;
import java.util.List;

/**
 * Voters that a node gets to know without having followed the chain to them.
 *
 * @param setBegan the number of the block after which they vote
 * @param round one that is open, or was
 */
public record NewVoters(long setId, List<GrandpaAuthority> voters, int setBegan, long round) {}
