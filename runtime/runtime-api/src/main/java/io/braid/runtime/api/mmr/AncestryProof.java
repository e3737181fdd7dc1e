package io.braid.runtime.api.mmr;

import io.braid.primitives.Hash256;
import io.braid.scale.Scale;
import java.util.List;
import java.util.Map;

/**
 * Proves that a mountain range began as another, shorter one.
 *
 * @param prevPeaks roots of the shorter range's trees
 * @param prevLeafCount of the shorter range
 * @param leafCount of the longer range
 * @param items what else the longer range's root is made of, with positions, ascending; the roots
 *     at the right end are put together to one, at the position of the first of them
 */
@Scale(path = "sp_mmr_primitives::AncestryProof")
public record AncestryProof(
    List<Hash256> prevPeaks,
    long prevLeafCount,
    long leafCount,
    List<Map.Entry<Long, Hash256>> items) {}
