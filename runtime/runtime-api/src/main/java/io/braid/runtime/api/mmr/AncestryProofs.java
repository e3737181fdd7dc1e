package io.braid.runtime.api.mmr;

import io.braid.primitives.Hash256;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Makes and checks {@link AncestryProof}s. */
public final class AncestryProofs {
  private final MmrHashing hashing;

  public AncestryProofs(MmrHashing hashing) {
    this.hashing = hashing;
  }

  /** Proves how a range began; nothing when it did not, or a node is not known. */
  public Optional<AncestryProof> prove(MmrNodes nodes, long prevLeafCount, long leafCount) {
    if (prevLeafCount < 1 || prevLeafCount > leafCount) {
      return Optional.empty();
    }
    List<Long> positions = new ArrayList<>();
    int untouched = layout(positions, prevLeafCount, leafCount);
    Optional<List<Hash256>> hashes = Bagging.hashes(hashing, nodes, positions, untouched);
    Optional<List<Hash256>> peaks =
        Bagging.hashes(hashing, nodes, MmrShape.peaks(prevLeafCount), 0);
    if (hashes.isEmpty() || peaks.isEmpty()) {
      return Optional.empty();
    }
    TreeMap<Long, Hash256> items = new TreeMap<>();
    for (int i = 0; i < hashes.get().size(); i++) {
      items.put(positions.get(i), hashes.get().get(i));
    }
    return Optional.of(
        new AncestryProof(peaks.get(), prevLeafCount, leafCount, List.copyOf(copy(items))));
  }

  private static List<Map.Entry<Long, Hash256>> copy(TreeMap<Long, Hash256> items) {
    List<Map.Entry<Long, Hash256>> copy = new ArrayList<>();
    items.forEach((position, hash) -> copy.add(Map.entry(position, hash)));
    return copy;
  }

  /**
   * Which nodes a proof has.
   *
   * @return how many peaks at the end stand for themselves
   */
  private static int layout(List<Long> positions, long prevLeafCount, long leafCount) {
    TreeSet<Long> previous = new TreeSet<>(MmrShape.peaks(prevLeafCount));
    int untouched = 0;
    long from = 0;
    for (long peak : MmrShape.peaks(leafCount)) {
      TreeSet<Long> below = new TreeSet<>(previous.subSet(from, peak + 1));
      from = peak + 1;
      untouched = below.isEmpty() ? untouched + 1 : 0;
      addSiblings(positions, below, peak);
    }
    return untouched;
  }

  private static void addSiblings(List<Long> positions, TreeSet<Long> below, long peak) {
    if (below.isEmpty()) {
      positions.add(peak);
      return;
    }
    // The lowest first, and among those of a height the leftmost.
    TreeSet<Long> waiting = new TreeSet<>(AncestryProofs::byHeight);
    waiting.addAll(below);
    while (!waiting.isEmpty()) {
      long position = waiting.first();
      waiting.remove(position);
      if (position == peak) {
        return;
      }
      int height = MmrShape.height(position);
      long sibling = MmrShape.sibling(position, height);
      if (!waiting.remove(sibling)) {
        positions.add(sibling);
      }
      waiting.add(MmrShape.parent(position, height));
    }
  }

  private static int byHeight(long a, long b) {
    int heights = Integer.compare(MmrShape.height(a), MmrShape.height(b));
    return heights == 0 ? Long.compare(a, b) : heights;
  }

  /** How many items a proof has that holds nothing superfluous. */
  public static int optimalSize(long prevLeafCount, long leafCount) {
    List<Long> positions = new ArrayList<>();
    int untouched = layout(positions, prevLeafCount, leafCount);
    return untouched > 1 ? positions.size() - untouched + 1 : positions.size();
  }

  /** Whether a proof's counts make sense, and it holds nothing superfluous. */
  public static boolean isOptimal(AncestryProof proof) {
    return sound(proof)
        && proof.items().size() == optimalSize(proof.prevLeafCount(), proof.leafCount());
  }

  private static boolean sound(AncestryProof proof) {
    return proof.prevLeafCount() >= 1
        && proof.prevLeafCount() <= proof.leafCount()
        && proof.leafCount() <= MmrShape.MAX_LEAVES;
  }

  /** The root of the shorter range, when the longer one has the given root; else nothing. */
  public Optional<Hash256> previousRoot(Hash256 root, AncestryProof proof) {
    List<Hash256> peaks = proof.prevPeaks();
    if (!sound(proof)
        || proof.leafCount() <= peaks.size()
        || MmrShape.peaks(proof.prevLeafCount()).size() != peaks.size()) {
      return Optional.empty();
    }
    TreeMap<Long, Hash256> known = new TreeMap<>();
    for (int i = 0; i < peaks.size(); i++) {
      known.put(MmrShape.peaks(proof.prevLeafCount()).get(i), peaks.get(i));
    }
    for (Map.Entry<Long, Hash256> item : proof.items()) {
      Hash256 before = known.put(item.getKey(), item.getValue());
      if (before != null && !before.equals(item.getValue())) {
        return Optional.empty();
      }
    }
    return root(known, proof.leafCount()).equals(Optional.of(root))
        ? hashing.bag(peaks)
        : Optional.empty();
  }

  private Optional<Hash256> root(TreeMap<Long, Hash256> known, long leafCount) {
    TreeMap<Long, Hash256> unused = new TreeMap<>(known);
    List<Hash256> roots = new ArrayList<>();
    for (long peak : MmrShape.peaks(leafCount)) {
      Optional<Hash256> hash = hash(unused, peak, MmrShape.height(peak));
      if (hash.isEmpty()) {
        // All peaks from here on were put together: whatever is left is too much.
        break;
      }
      roots.add(hash.get());
    }
    return unused.isEmpty() ? hashing.bag(roots) : Optional.empty();
  }

  /** The hash of a node that is given, or follows from given ones, which are taken out. */
  private Optional<Hash256> hash(TreeMap<Long, Hash256> unused, long position, int height) {
    Hash256 given = unused.remove(position);
    if (given != null) {
      return Optional.of(given);
    }
    SortedMap<Long, Hash256> below = unused.subMap(MmrShape.firstBelow(position, height), position);
    if (height == 0 || below.isEmpty()) {
      return Optional.empty();
    }
    Optional<Hash256> left = hash(unused, MmrShape.leftChild(position, height), height - 1);
    Optional<Hash256> right = hash(unused, MmrShape.rightChild(position), height - 1);
    return left.isPresent() && right.isPresent()
        ? Optional.of(hashing.merge(left.get(), right.get()))
        : Optional.empty();
  }
}
