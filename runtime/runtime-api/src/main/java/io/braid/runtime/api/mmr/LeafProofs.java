package io.braid.runtime.api.mmr;

import io.braid.primitives.Hash256;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Makes and checks {@link LeafProof}s. */
public final class LeafProofs {
  /** A node on the way up. */
  private record Step(long position, int height, Hash256 hash) {}

  private final MmrHashing hashing;

  public LeafProofs(MmrHashing hashing) {
    this.hashing = hashing;
  }

  /**
   * Proves leaves in a range of so many; nothing when none is asked for, one is not below {@code
   * leafCount}, or a node is not known.
   */
  public Optional<LeafProof> prove(MmrNodes nodes, List<Long> leafIndices, long leafCount) {
    TreeMap<Long, Boolean> positions = new TreeMap<>();
    for (long index : leafIndices) {
      if (index < 0 || index >= leafCount) {
        return Optional.empty();
      }
      positions.put(MmrShape.leafPosition(index), true);
    }
    if (positions.isEmpty()) {
      return Optional.empty();
    }
    List<Long> items = new ArrayList<>();
    int untouched = 0;
    long from = 0;
    for (long peak : MmrShape.peaks(leafCount)) {
      SortedMap<Long, Boolean> below = positions.subMap(from, peak + 1);
      untouched = below.isEmpty() ? untouched + 1 : 0;
      addSiblings(items, below, peak);
      from = peak + 1;
    }
    Optional<List<Hash256>> hashes = Bagging.hashes(hashing, nodes, items, untouched);
    return hashes.map(found -> new LeafProof(leafIndices, leafCount, found));
  }

  /** What computing a peak from leaves needs besides them. */
  private static void addSiblings(List<Long> items, SortedMap<Long, Boolean> leaves, long peak) {
    if (leaves.isEmpty()) {
      items.add(peak);
      return;
    }
    Deque<Map.Entry<Long, Integer>> queue = new ArrayDeque<>();
    leaves.keySet().forEach(position -> queue.add(Map.entry(position, 0)));
    while (!queue.isEmpty()) {
      long position = queue.peek().getKey();
      int height = queue.remove().getValue();
      if (position == peak) {
        return;
      }
      long sibling = MmrShape.sibling(position, height);
      if (!queue.isEmpty() && queue.peek().getKey() == sibling) {
        queue.remove();
      } else {
        items.add(sibling);
      }
      queue.add(Map.entry(MmrShape.parent(position, height), height + 1));
    }
  }

  /**
   * The root of the range in which a proof proves leaves; nothing when it proves none.
   *
   * @param leaves hashes, in the order of the proof's indices
   */
  public Optional<Hash256> root(List<Hash256> leaves, LeafProof proof) {
    long count = proof.leafCount();
    if (count < 1 || count > MmrShape.MAX_LEAVES || leaves.size() != proof.leafIndices().size()) {
      return Optional.empty();
    }
    TreeMap<Long, Hash256> known = new TreeMap<>();
    for (int i = 0; i < leaves.size(); i++) {
      long index = proof.leafIndices().get(i);
      if (index < 0 || index >= count) {
        return Optional.empty();
      }
      Hash256 before = known.put(MmrShape.leafPosition(index), leaves.get(i));
      if (before != null && !before.equals(leaves.get(i))) {
        return Optional.empty();
      }
    }
    return root(known, count, proof.items().iterator());
  }

  private Optional<Hash256> root(
      TreeMap<Long, Hash256> leaves, long leafCount, Iterator<Hash256> items) {
    List<Hash256> peaks = new ArrayList<>();
    long from = 0;
    for (long peak : MmrShape.peaks(leafCount)) {
      SortedMap<Long, Hash256> below = leaves.subMap(from, peak + 1);
      from = peak + 1;
      if (below.isEmpty()) {
        // A peak, or all that are left put together: then none follows.
        if (!items.hasNext()) {
          break;
        }
        peaks.add(items.next());
        continue;
      }
      Optional<Hash256> computed = peak(below, peak, items);
      if (computed.isEmpty()) {
        return Optional.empty();
      }
      peaks.add(computed.get());
    }
    boolean all = leaves.isEmpty() || leaves.lastKey() < from;
    return all && !items.hasNext() ? hashing.bag(peaks) : Optional.empty();
  }

  private Optional<Hash256> peak(
      SortedMap<Long, Hash256> leaves, long peak, Iterator<Hash256> items) {
    Deque<Step> queue = new ArrayDeque<>();
    leaves.forEach((position, hash) -> queue.add(new Step(position, 0, hash)));
    while (true) {
      Step step = queue.remove();
      if (step.position() == peak) {
        return queue.isEmpty() ? Optional.of(step.hash()) : Optional.empty();
      }
      long position = MmrShape.sibling(step.position(), step.height());
      Hash256 sibling;
      if (!queue.isEmpty() && queue.peek().position() == position) {
        sibling = queue.remove().hash();
      } else if (items.hasNext()) {
        sibling = items.next();
      } else {
        return Optional.empty();
      }
      boolean right = MmrShape.isRight(step.position(), step.height());
      queue.add(
          new Step(
              MmrShape.parent(step.position(), step.height()),
              step.height() + 1,
              right ? hashing.merge(sibling, step.hash()) : hashing.merge(step.hash(), sibling)));
    }
  }
}
