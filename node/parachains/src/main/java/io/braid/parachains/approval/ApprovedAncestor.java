package io.braid.parachains.approval;

import io.braid.consensus.chain.BlockRef;
import io.braid.consensus.chain.Chain;
import io.braid.consensus.grandpa.FinalityTarget;
import io.braid.primitives.Hash256;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Votes for the highest block below which everything is approved. When that falls further behind
 * than {@value #MAX_LAG} blocks, the vote follows at that distance all the same: what happens then
 * is for people to decide, and a chain without finality helps nobody.
 */
final class ApprovedAncestor implements FinalityTarget {
  static final int MAX_LAG = 500;

  private final Chain chain;
  private final Predicate<Hash256> approved;

  /**
   * @param approved whether all candidates that a block includes are approved
   */
  ApprovedAncestor(Chain chain, Predicate<Hash256> approved) {
    this.chain = chain;
    this.approved = approved;
  }

  @Override
  public BlockRef choose(BlockRef base, BlockRef best) {
    Optional<BlockRef> highest = Optional.empty();
    BlockRef at = best;
    while (at.number() > base.number()) {
      if (!approved.test(at.hash())) {
        highest = Optional.empty();
      } else if (highest.isEmpty()) {
        highest = Optional.of(at);
      }
      at = new BlockRef(at.number() - 1, chain.header(at.hash()).orElseThrow().parentHash());
    }
    BlockRef chosen = highest.orElse(base);
    int least = best.number() - MAX_LAG;
    return chosen.number() >= least
        ? chosen
        : new BlockRef(least, chain.ancestorAt(best.hash(), least).orElseThrow());
  }
}
