package io.braid.runtime.api.beefy;

import io.braid.runtime.api.Header;
import io.braid.runtime.api.mmr.AncestryProof;
import io.braid.scale.Scale;

/**
 * A vote for a block that is not the chain's.
 *
 * @param ancestryProof what the chain's range was at that block
 * @param header of the block of the chain in whose range that is proved
 */
@Scale(path = "sp_consensus_beefy::ForkVotingProof")
public record ForkVotingProof(VoteMessage vote, AncestryProof ancestryProof, Header header) {}
