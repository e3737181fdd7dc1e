package io.braid.consensus.chain;

import io.braid.primitives.Hash256;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The last finalised block and all known blocks above it, the best of them by a rule. */
final class BlockTree {
  /**
   * @param totalWeight of the chain from genesis
   */
  record Entry(BlockRef block, Hash256 parent, long totalWeight) {
    boolean betterThan(Entry other) {
      return totalWeight != other.totalWeight
          ? totalWeight > other.totalWeight
          : block.number() > other.block.number();
    }
  }

  /**
   * @param finalised ascending, without the block that was the root
   * @param discarded blocks that can no longer become final
   */
  record Pruned(List<BlockRef> finalised, List<BlockRef> discarded) {}

  private final Map<Hash256, Entry> entries = new LinkedHashMap<>();

  /** Blocks that are not to be built on, with all that do so anyway. */
  private final Set<Hash256> givenUp = new HashSet<>();

  private final ForkChoice rule;
  private Entry root;
  private Entry best;

  BlockTree(Entry root, ForkChoice rule) {
    this.rule = rule;
    this.root = root;
    best = root;
    entries.put(root.block.hash(), root);
  }

  BlockRef root() {
    return root.block;
  }

  BlockRef best() {
    return best.block;
  }

  Optional<Entry> find(Hash256 hash) {
    return Optional.ofNullable(entries.get(hash));
  }

  /** Adds a block whose parent is here; whether it is the new best. */
  boolean add(BlockRef block, Hash256 parent, long weight) {
    Entry above = entries.get(parent);
    if (above == null) {
      throw new IllegalArgumentException("expected the parent of " + block + " in the tree");
    }
    Entry entry = new Entry(block, parent, above.totalWeight + weight);
    entries.put(block.hash(), entry);
    if (givenUp.contains(parent)) {
      givenUp.add(block.hash());
      return false;
    }
    if (rule == ForkChoice.HEAVIEST && entry.betterThan(best)) {
      best = entry;
      return true;
    }
    return false;
  }

  /**
   * Gives up a block above the root, and all that build on it; when the best block is among them,
   * the best of the others takes its place.
   */
  void giveUp(Hash256 hash) {
    if (hash.equals(root.block.hash()) || !entries.containsKey(hash)) {
      return;
    }
    for (Entry entry : entries.values()) {
      if (isAncestorOrSame(hash, entry.block.hash())) {
        givenUp.add(entry.block.hash());
      }
    }
    if (givenUp.contains(best.block.hash())) {
      best = root;
      for (Entry entry : entries.values()) {
        if (!givenUp.contains(entry.block.hash()) && entry.betterThan(best)) {
          best = entry;
        }
      }
    }
  }

  boolean isGivenUp(Hash256 hash) {
    return givenUp.contains(hash);
  }

  /** Whether {@code ancestor} is {@code descendant} or below it, both in the tree. */
  boolean isAncestorOrSame(Hash256 ancestor, Hash256 descendant) {
    Entry low = entries.get(ancestor);
    if (low == null) {
      return false;
    }
    Entry at = entries.get(descendant);
    while (at != null && at.block.number() > low.block.number()) {
      at = entries.get(at.parent);
    }
    return at != null && at.block.hash().equals(ancestor);
  }

  /** Blocks without children in the tree, in the order in which they came. */
  List<BlockRef> leaves() {
    Map<Hash256, Entry> left = new LinkedHashMap<>(entries);
    for (Entry entry : entries.values()) {
      if (entry != root) {
        left.remove(entry.parent);
      }
    }
    List<BlockRef> result = new ArrayList<>();
    left.values().forEach(entry -> result.add(entry.block));
    return result;
  }

  /** The block with the greatest number; of several, the one that was known first. */
  BlockRef highest() {
    Entry found = root;
    for (Entry entry : entries.values()) {
      if (entry.block.number() > found.block.number()) {
        found = entry;
      }
    }
    return found.block;
  }

  /**
   * The best block at or above {@code base}, which is in the tree: the heaviest leaf, or, when
   * blocks are followed and the best one is elsewhere, {@code base} itself.
   */
  BlockRef bestContaining(Hash256 base) {
    if (isAncestorOrSame(base, best.block.hash())) {
      return best.block;
    }
    @Nullable Entry found = entries.get(base);
    if (found == null) {
      throw new IllegalArgumentException("expected a block of the tree, found " + base);
    }
    for (Entry entry : entries.values()) {
      if (rule == ForkChoice.HEAVIEST
          && entry.betterThan(found)
          && !givenUp.contains(entry.block.hash())
          && isAncestorOrSame(base, entry.block.hash())) {
        found = entry;
      }
    }
    return found.block;
  }

  /** Makes a block of the tree its root; best moves onto its chain when it is elsewhere. */
  Pruned finalise(Hash256 hash) {
    Entry target = entries.get(hash);
    if (target == null) {
      throw new IllegalArgumentException("expected a block above the last finalised one: " + hash);
    }
    if (givenUp.contains(hash)) {
      // What is final was not to be given up, whoever said so.
      givenUp.clear();
    }
    BlockRef newBest = bestContaining(hash);
    List<BlockRef> chain = new ArrayList<>();
    for (Entry at = target; at != null && at != root; at = entries.get(at.parent)) {
      chain.add(at.block);
    }
    Collections.reverse(chain);
    List<BlockRef> discarded = new ArrayList<>();
    for (Entry entry : List.copyOf(entries.values())) {
      if (!isAncestorOrSame(hash, entry.block.hash())
          && !isAncestorOrSame(entry.block.hash(), hash)) {
        discarded.add(entry.block);
      }
    }
    discarded.forEach(block -> entries.remove(block.hash()));
    entries.remove(root.block.hash());
    chain.forEach(block -> {
      if (!block.hash().equals(hash)) {
        entries.remove(block.hash());
      }
    });
    entries.put(hash, target);
    root = target;
    givenUp.retainAll(entries.keySet());
    best = java.util.Objects.requireNonNull(entries.get(newBest.hash()));
    return new Pruned(chain, discarded);
  }

  /** Makes a block of the tree the best one. */
  void setBest(Hash256 hash) {
    Entry entry = entries.get(hash);
    if (entry != null) {
      best = entry;
    }
  }
}
