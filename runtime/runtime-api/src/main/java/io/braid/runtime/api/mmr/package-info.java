/**
 * Merkle mountain ranges: the shape that runtime and node both know, proofs, and where nodes lie in
 * the off-chain index (sp_mmr_primitives; the crate ckb_merkle_mountain_range). Hashing is handed
 * in.
 *
 * <p>A mountain range is a list of full binary trees that only grows at its end. Its nodes have
 * positions in the order in which they were made: a leaf, and right behind it the parents that it
 * completes. The roots of the trees are the peaks.
 */
@NullMarked
package io.braid.runtime.api.mmr;

import org.jspecify.annotations.NullMarked;
