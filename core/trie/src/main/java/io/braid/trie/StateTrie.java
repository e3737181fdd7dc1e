package io.braid.trie;

import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.primitives.StateVersion;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * A trie that is read through a {@link NodeSource}: a root and where to find the nodes. Immutable;
 * an update answers with the new root and the nodes to store, and leaves this trie as it was.
 *
 * <p>Every method throws {@link TrieException} when a node is missing or malformed.
 */
public final class StateTrie {
  private static final byte[] EMPTY_NODE = {0};

  private final Hash256 root;
  private final NodeSource source;
  private final NodeHasher hasher;
  private final boolean empty;

  public StateTrie(Hash256 root, NodeSource source, NodeHasher hasher) {
    this.root = root;
    this.source = source;
    this.hasher = hasher;
    empty = root.equals(emptyRoot(hasher));
  }

  /** The trie without keys. */
  public static StateTrie empty(NodeHasher hasher) {
    return new StateTrie(emptyRoot(hasher), NodeSource.EMPTY, hasher);
  }

  /** The root of the trie without keys: the hash of one zero byte. */
  public static Hash256 emptyRoot(NodeHasher hasher) {
    return hasher.hash(EMPTY_NODE.clone());
  }

  public Hash256 root() {
    return root;
  }

  public NodeSource source() {
    return source;
  }

  public NodeHasher hasher() {
    return hasher;
  }

  /** Another trie among the same nodes. */
  public StateTrie at(Hash256 otherRoot) {
    return new StateTrie(otherRoot, source, hasher);
  }

  public Optional<Bytes> get(Bytes key) {
    Optional<NodeView> node = find(key);
    if (node.isEmpty() || !node.get().hasValue()) {
      return Optional.empty();
    }
    if (!node.get().isValueHashed()) {
      return Optional.of(node.get().inlineValue());
    }
    Hash256 hash = node.get().valueHash();
    Optional<Bytes> value = source.node(hash);
    if (value.isEmpty()) {
      throw new TrieException.MissingNode(hash);
    }
    return value;
  }

  /** The hash of the value of {@code key}; does not ask the source for a value kept by its hash. */
  public Optional<Hash256> valueHash(Bytes key) {
    Optional<NodeView> node = find(key);
    if (node.isEmpty() || !node.get().hasValue()) {
      return Optional.empty();
    }
    return Optional.of(
        node.get().isValueHashed()
            ? node.get().valueHash()
            : hasher.hash(node.get().inlineValue().unsafeArray()));
  }

  /** Whether {@code key} has a value; does not ask the source for a value kept by its hash. */
  public boolean exists(Bytes key) {
    Optional<NodeView> node = find(key);
    return node.isPresent() && node.get().hasValue();
  }

  private Optional<NodeView> find(Bytes key) {
    if (empty) {
      return Optional.empty();
    }
    byte[] path = key.unsafeArray();
    NodeView node = NodeView.load(root, source);
    int depth = 0;
    while (true) {
      int shared = node.partial().shared(path, depth);
      if (shared < node.partial().length()) {
        return Optional.empty();
      }
      depth += shared;
      if (depth == 2 * path.length) {
        return Optional.of(node);
      }
      int slot = Nibbles.at(path, depth);
      if (!node.hasChild(slot)) {
        return Optional.empty();
      }
      node = node.child(slot, source);
      depth++;
    }
  }

  /**
   * The Merkle value of the highest node at or below {@code key}, be it a branch without a value:
   * the root's hash for the root, else what its parent holds of it, which is the node itself when
   * that has less than 32 bytes, and its hash otherwise (Polkadot specification, 2.4.5).
   */
  public Optional<Bytes> closestMerkleValue(Bytes key) {
    if (empty) {
      return Optional.empty();
    }
    byte[] path = key.unsafeArray();
    Bytes value = root.bytes();
    NodeView node = NodeView.load(root, source);
    int depth = 0;
    while (true) {
      int shared = node.partial().shared(path, depth);
      depth += shared;
      if (depth == 2 * path.length) {
        return Optional.of(value);
      }
      if (shared < node.partial().length()) {
        return Optional.empty();
      }
      int slot = Nibbles.at(path, depth);
      if (!node.hasChild(slot)) {
        return Optional.empty();
      }
      value = Bytes.wrap(node.childReference(slot));
      node = node.child(slot, source);
      depth++;
    }
  }

  /** The least key greater than {@code key}. */
  public Optional<Bytes> nextKey(Bytes key) {
    TrieKeys keys = keys(Bytes.EMPTY);
    keys.seekAfter(key);
    return keys.next();
  }

  /** All keys that start with {@code prefix}, in ascending order. */
  public TrieKeys keys(Bytes prefix) {
    return empty ? TrieKeys.none() : new TrieKeys(root, source, prefix, false);
  }

  /** As {@link #keys}, passing over what the source lacks: the keys that a proof shows. */
  TrieKeys knownKeys(Bytes prefix) {
    return empty ? TrieKeys.none() : new TrieKeys(root, source, prefix, true);
  }

  /**
   * Sets each key that has a value in {@code changes} and removes each that has none. Reads only
   * the nodes on the changed paths and, where a removal dissolves a branch, the child that takes
   * its place.
   *
   * @param version how the values of {@code changes} are kept; others stay as they are
   */
  public TrieUpdate update(SortedMap<Bytes, Optional<Bytes>> changes, StateVersion version) {
    TrieEditor editor =
        new TrieEditor(empty ? Optional.empty() : Optional.of(root), source, hasher, version);
    for (Map.Entry<Bytes, Optional<Bytes>> change : changes.entrySet()) {
      if (change.getValue().isPresent()) {
        editor.set(change.getKey(), change.getValue().get());
      } else {
        editor.remove(change.getKey());
      }
    }
    return editor.finish();
  }
}
