package io.braid.consensus.grandpa;

import io.braid.consensus.chain.BlockRef;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/** The blocks between a base and the votes above it, each with the weight at or above it. */
final class VoteGraph {
  /** Looks up the parent of a block. */
  @FunctionalInterface
  interface Parents {
    Optional<BlockRef> parent(BlockRef block);
  }

  private final BlockRef base;
  private final Parents parents;
  private final Map<BlockRef, Long> weights = new LinkedHashMap<>();
  private final Map<BlockRef, List<BlockRef>> children = new LinkedHashMap<>();
  private final long everywhere;

  /**
   * @param tally whose votes are all for blocks at or above {@code base}
   */
  VoteGraph(BlockRef base, Tally tally, Parents parents) {
    this.base = base;
    this.parents = parents;
    everywhere = tally.equivocatedWeight();
    weights.put(base, 0L);
    tally.singleVotes().forEach((vote, weight) -> add(vote.target(), weight));
  }

  private void add(BlockRef target, long weight) {
    BlockRef at = target;
    while (true) {
      boolean known = weights.containsKey(at);
      weights.merge(at, weight, Long::sum);
      if (at.equals(base)) {
        return;
      }
      BlockRef below = parents.parent(at).orElseThrow();
      if (!known) {
        children.computeIfAbsent(below, b -> new ArrayList<>(1)).add(at);
      }
      at = below;
    }
  }

  long weight(BlockRef block) {
    return weights.getOrDefault(block, 0L) + everywhere;
  }

  /** The highest block that meets the condition together with all between it and the base. */
  Optional<BlockRef> ghost(BlockRef from, LongPredicate enough) {
    if (!enough.test(weight(from))) {
      return Optional.empty();
    }
    BlockRef at = from;
    while (true) {
      @Nullable BlockRef heaviest = null;
      for (BlockRef child : children.getOrDefault(at, List.of())) {
        if (enough.test(weight(child)) && (heaviest == null || weight(child) > weight(heaviest))) {
          heaviest = child;
        }
      }
      if (heaviest == null) {
        return Optional.of(at);
      }
      at = heaviest;
    }
  }

  /** {@code from}, or its highest ancestor down to the base, that meets the condition. */
  Optional<BlockRef> highestBelow(BlockRef from, LongPredicate enough) {
    BlockRef at = from;
    while (!enough.test(weight(at))) {
      if (at.equals(base)) {
        return Optional.empty();
      }
      at = parents.parent(at).orElseThrow();
    }
    return Optional.of(at);
  }

  /** Whether a target is the base or above it, as far as its ancestors are known. */
  static boolean reaches(BlockRef target, BlockRef base, Parents parents) {
    BlockRef at = target;
    while (at.number() > base.number()) {
      Optional<BlockRef> below = parents.parent(at);
      if (below.isEmpty()) {
        return false;
      }
      at = below.get();
    }
    return at.equals(base);
  }
}
