package io.braid.trie;

import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.primitives.StateVersion;
import io.braid.scale.ScaleWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Builds a whole trie from all its entries, in one pass from the leaves up: a genesis state, the
 * extrinsics root.
 */
public final class TrieRoot {
  private final Bytes[] keys;
  private final Bytes[] values;
  private final StateVersion version;
  private final NodeHasher hasher;
  private final Map<Hash256, Bytes> nodes;
  private final boolean keep;

  private TrieRoot(
      SortedMap<Bytes, Bytes> entries, StateVersion version, NodeHasher hasher, boolean keep) {
    keys = entries.keySet().toArray(new Bytes[0]);
    values = entries.values().toArray(new Bytes[0]);
    this.version = version;
    this.hasher = hasher;
    this.keep = keep;
    nodes = new LinkedHashMap<>();
  }

  /** The root of the trie of {@code entries}. */
  public static Hash256 of(
      SortedMap<Bytes, Bytes> entries, StateVersion version, NodeHasher hasher) {
    return new TrieRoot(entries, version, hasher, false).build();
  }

  /** The root of the trie of {@code entries}, and all its nodes. */
  public static TrieUpdate build(
      SortedMap<Bytes, Bytes> entries, StateVersion version, NodeHasher hasher) {
    TrieRoot builder = new TrieRoot(entries, version, hasher, true);
    return new TrieUpdate(builder.build(), builder.nodes);
  }

  /**
   * The root of the trie that maps each value's zero-based position, as a compact integer, to it.
   */
  public static Hash256 ordered(List<Bytes> values, StateVersion version, NodeHasher hasher) {
    TreeMap<Bytes, Bytes> entries = new TreeMap<>();
    for (int i = 0; i < values.size(); i++) {
      entries.put(new ScaleWriter(4).compact(i).toBytes(), values.get(i));
    }
    return of(entries, version, hasher);
  }

  private Hash256 build() {
    return keys.length == 0 ? StateTrie.emptyRoot(hasher) : store(node(0, keys.length, 0));
  }

  private Hash256 store(Bytes encoded) {
    Hash256 hash = hasher.hash(encoded.unsafeArray());
    if (keep) {
      nodes.put(hash, encoded);
    }
    return hash;
  }

  /** The node above the entries from {@code low} to {@code high}, which share {@code depth}. */
  private Bytes node(int low, int high, int depth) {
    byte[] first = keys[low].unsafeArray();
    if (high - low == 1) {
      Nibbles partial = new Nibbles(first, depth, 2 * first.length - depth);
      boolean hashed = isHashed(low);
      NodeWriter out = new NodeWriter();
      out.header(hashed ? NodeView.Kind.LEAF_WITH_HASH : NodeView.Kind.LEAF, partial);
      return value(out, low).toBytes();
    }
    byte[] last = keys[high - 1].unsafeArray();
    Nibbles rest = new Nibbles(first, depth, 2 * first.length - depth);
    int fork = depth + rest.shared(last, depth);
    boolean hasValue = fork == 2 * first.length;
    int bitmap = 0;
    Bytes[] children = new Bytes[16];
    int at = hasValue ? low + 1 : low;
    while (at < high) {
      int slot = Nibbles.at(keys[at].unsafeArray(), fork);
      int end = endOf(at, high, fork, slot);
      Bytes child = node(at, end, fork + 1);
      children[slot] = child.size() < NodeView.HASH_SIZE ? child : store(child).bytes();
      bitmap |= 1 << slot;
      at = end;
    }
    NodeWriter out = new NodeWriter();
    out.header(branchKind(low, hasValue), rest.slice(0, fork - depth)).bitmap(bitmap);
    if (hasValue) {
      value(out, low);
    }
    for (int left = bitmap; left != 0; left &= left - 1) {
      out.sized(children[Integer.numberOfTrailingZeros(left)].unsafeArray());
    }
    return out.toBytes();
  }

  private int endOf(int start, int high, int fork, int slot) {
    int end = start + 1;
    while (end < high && Nibbles.at(keys[end].unsafeArray(), fork) == slot) {
      end++;
    }
    return end;
  }

  private NodeView.Kind branchKind(int index, boolean hasValue) {
    if (!hasValue) {
      return NodeView.Kind.BRANCH;
    }
    return isHashed(index) ? NodeView.Kind.BRANCH_WITH_HASH : NodeView.Kind.BRANCH_WITH_VALUE;
  }

  private boolean isHashed(int index) {
    return version == StateVersion.V1 && values[index].size() >= NodeValue.HASHED_FROM_BYTES;
  }

  private NodeWriter value(NodeWriter out, int index) {
    return isHashed(index)
        ? out.raw(store(values[index]).unsafeArray())
        : out.sized(values[index].unsafeArray());
  }
}
