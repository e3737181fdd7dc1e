package io.braid.runtime.api.mmr;

import io.braid.primitives.Hash256;
import io.braid.scale.Scale;
import java.util.List;

/**
 * Proves leaves of a mountain range.
 *
 * @param leafIndices of the leaves
 * @param leafCount of the range in which they are proved
 * @param items what cannot be computed from the leaves: for each tree with leaves to prove the
 *     missing siblings, level by level from the leaves up; for each other tree its root, where the
 *     roots at the right end are put together to one
 */
@Scale(path = "sp_mmr_primitives::LeafProof")
public record LeafProof(List<Long> leafIndices, long leafCount, List<Hash256> items) {}
