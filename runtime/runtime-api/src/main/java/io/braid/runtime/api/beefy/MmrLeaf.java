package io.braid.runtime.api.beefy;

import io.braid.primitives.Hash256;
import io.braid.scale.Scale;
import io.braid.scale.Width;
import java.util.Map;

/**
 * The leaf that each block adds to the mountain range.
 *
 * @param version three bits of major and five of minor version
 * @param parentNumberAndHash of the block below the one that adds the leaf
 * @param leafExtra the root of the binary Merkle tree of the parachains' heads
 */
@Scale(path = "sp_consensus_beefy::mmr::MmrLeaf")
public record MmrLeaf(
    @Width(8) int version,
    Map.Entry<Integer, Hash256> parentNumberAndHash,
    BeefyAuthoritySet beefyNextAuthoritySet,
    Hash256 leafExtra) {}
