package io.braid.trie;

import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Collects the nodes that prove some keys of a trie, each with or without its value and with or
 * without all that is below it, from a node's key on (Polkadot RFC-0009). What would make the proof
 * too large is left out, the last keys first: the reader sees what is missing and asks again.
 */
public final class SelectedProof {
  /** Nodes that are looked at for one proof, however often the same. */
  static final int MAX_VISITS = 1 << 18;

  /**
   * What to prove.
   *
   * @param skipValue whether a value that is kept beside its node may stay out; its hash is there
   * @param descendants whether all keys that begin with {@code key} belong to it
   */
  public record Selection(Bytes key, boolean skipValue, boolean descendants) {}

  /**
   * From where on nodes belong to the proof: those whose own key is smaller do not, and neither do
   * those above the first.
   *
   * @param half whether the last four bits of {@code key} do not count
   */
  public record From(Bytes key, boolean half) {
    public static final From ROOT = new From(Bytes.EMPTY, false);

    public From {
      if (half && key.isEmpty()) {
        throw new IllegalArgumentException("expected a key whose half may be left out");
      }
    }

    byte[] nibbles() {
      byte[] all = SelectedProof.nibbles(key);
      return half ? Arrays.copyOf(all, all.length - 1) : all;
    }
  }

  /**
   * A node and where it is.
   *
   * @param hash by which it is kept; nothing for the part of another node
   * @param path half-bytes, its own partial key included
   */
  private record Place(NodeView node, Optional<Hash256> hash, byte[] path) {}

  /** A child that is still to be looked at. */
  private record Branch(Place above, int slot) {}

  private final NodeSource source;
  private final byte[] from;
  private final long maxBytes;
  private final Map<Hash256, Bytes> nodes = new LinkedHashMap<>();
  private long sizeBytes;
  private int visits;
  private boolean full;

  private SelectedProof(NodeSource source, byte[] from, long maxBytes) {
    this.source = source;
    this.from = from;
    this.maxBytes = maxBytes;
  }

  /**
   * The proof.
   *
   * @param maxBytes of all nodes and values
   * @return nothing when not even the first selected key has room
   * @throws TrieException when a node is not there
   */
  public static Optional<StorageProof> of(
      StateTrie trie, List<Selection> selections, From from, long maxBytes) {
    SelectedProof proof = new SelectedProof(trie.source(), from.nibbles(), maxBytes);
    boolean first = true;
    for (Selection selection : selections) {
      proof.prove(trie.root(), selection);
      if (proof.full && (proof.nodes.isEmpty() || first && !selection.descendants())) {
        return Optional.empty();
      }
      first = false;
    }
    return Optional.of(StorageProof.of(proof.nodes.values()));
  }

  private static byte[] nibbles(Bytes key) {
    byte[] bytes = key.unsafeArray();
    byte[] nibbles = new byte[2 * bytes.length];
    for (int i = 0; i < nibbles.length; i++) {
      nibbles[i] = (byte) Nibbles.at(bytes, i);
    }
    return nibbles;
  }

  private void prove(Hash256 root, Selection selection) {
    byte[] key = nibbles(selection.key());
    Optional<Place> next = Optional.of(kept(root, new byte[0]));
    while (next.isPresent() && !full) {
      Place place = next.get();
      take(place);
      int shared = shared(place.path, key);
      boolean below = shared == key.length;
      if (below && (place.path.length == key.length || selection.descendants())) {
        takeValue(place, selection);
        if (selection.descendants()) {
          takeBelow(place, selection);
        }
      }
      next =
          !below && shared == place.path.length && place.node.hasChild(key[shared])
              ? Optional.of(child(place, key[shared]))
              : Optional.empty();
    }
  }

  private void takeBelow(Place top, Selection selection) {
    Deque<Branch> waiting = new ArrayDeque<>();
    push(top, waiting);
    while (!waiting.isEmpty() && !full) {
      Branch branch = waiting.pop();
      Place place = child(branch.above, branch.slot);
      // Before the bound and not on the way to it: so is all that is below.
      if (isBefore(place) && shared(place.path, from) < place.path.length) {
        continue;
      }
      take(place);
      takeValue(place, selection);
      push(place, waiting);
    }
  }

  /** Puts a node's children there, the lowest on top. */
  private static void push(Place place, Deque<Branch> waiting) {
    for (int slot = 15; slot >= 0; slot--) {
      if (place.node.hasChild(slot)) {
        waiting.push(new Branch(place, slot));
      }
    }
  }

  private Place kept(Hash256 hash, byte[] above) {
    return place(NodeView.load(hash, source), Optional.of(hash), above);
  }

  private Place child(Place parent, int slot) {
    byte[] above = Arrays.copyOf(parent.path, parent.path.length + 1);
    above[parent.path.length] = (byte) slot;
    return parent.node.childReferenceSize(slot) == NodeView.HASH_SIZE
        ? kept(Hash256.of(parent.node.childReference(slot)), above)
        : place(parent.node.child(slot, source), Optional.empty(), above);
  }

  private Place place(NodeView node, Optional<Hash256> hash, byte[] above) {
    visits++;
    full |= visits >= MAX_VISITS;
    byte[] path = Arrays.copyOf(above, above.length + node.partial().length());
    for (int i = above.length; i < path.length; i++) {
      path[i] = (byte) node.partial().at(i - above.length);
    }
    return new Place(node, hash, path);
  }

  private boolean isBefore(Place place) {
    return Arrays.compare(place.path, from) < 0;
  }

  private static int shared(byte[] one, byte[] other) {
    int mismatch = Arrays.mismatch(one, other);
    return mismatch < 0 ? one.length : mismatch;
  }

  private void take(Place place) {
    if (place.hash.isPresent() && !isBefore(place)) {
      add(place.hash.get());
    }
  }

  private void takeValue(Place place, Selection selection) {
    if (place.node.hasValue()
        && place.node.isValueHashed()
        && !selection.skipValue()
        && !isBefore(place)) {
      add(place.node.valueHash());
    }
  }

  private void add(Hash256 hash) {
    if (full || nodes.containsKey(hash)) {
      return;
    }
    Bytes node = source.node(hash).orElseThrow(() -> new TrieException.MissingNode(hash));
    if (sizeBytes + node.size() > maxBytes) {
      full = true;
    } else {
      nodes.put(hash, node);
      sizeBytes += node.size();
    }
  }
}
