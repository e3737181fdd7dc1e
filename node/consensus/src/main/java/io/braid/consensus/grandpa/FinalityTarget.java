package io.braid.consensus.grandpa;

import io.braid.consensus.chain.BlockRef;

/** Holds votes back: a relay chain votes only for what is approved. */
@FunctionalInterface
public interface FinalityTarget {
  /** Votes for the best block. */
  FinalityTarget BEST = (base, best) -> best;

  /**
   * The block to vote for.
   *
   * @param base a block that the vote must not go below
   * @param best the best block at or above {@code base}
   * @return {@code best}, or one of its ancestors down to {@code base}
   */
  BlockRef choose(BlockRef base, BlockRef best);
}
