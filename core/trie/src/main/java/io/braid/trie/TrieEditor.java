package io.braid.trie;

import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.primitives.StateVersion;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Applies changes, one key after the other, to the nodes on their paths, and then names the new
 * nodes from the leaves up.
 *
 * <p>Keys in ascending order, one at a time: which nodes a removal reads (the last sibling of a
 * branch that dissolves, even if a later key would have kept it) is part of a storage proof's
 * contents, and other implementations expect them in proofs.
 */
final class TrieEditor {
  private final NodeSource source;
  private final NodeHasher hasher;
  private final StateVersion version;
  private final NodeWriter writer = new NodeWriter();
  private final Map<Hash256, Bytes> fresh = new LinkedHashMap<>();
  private @Nullable EditNode root;

  TrieEditor(Optional<Hash256> root, NodeSource source, NodeHasher hasher, StateVersion version) {
    this.source = source;
    this.hasher = hasher;
    this.version = version;
    if (root.isPresent()) {
      this.root = EditNode.read(NodeView.load(root.get(), source), root.get().toArray());
    }
  }

  void set(Bytes key, Bytes value) {
    NodeValue stored = NodeValue.of(value, version);
    byte[] path = key.unsafeArray();
    root = root == null ? EditNode.leaf(path, 0, stored) : insert(root, path, 0, stored);
  }

  void remove(Bytes key) {
    if (root != null) {
      root = remove(root, key.unsafeArray(), 0);
    }
  }

  private EditNode insert(EditNode node, byte[] key, int depth, NodeValue value) {
    int shared = node.partial.shared(key, depth);
    int rest = 2 * key.length - depth;
    node.reference = null;
    if (shared < node.partial.length()) {
      return split(node, shared, key, depth, value);
    }
    if (shared == rest) {
      node.value = value;
      return node;
    }
    int below = depth + shared;
    int slot = Nibbles.at(key, below);
    EditNode child = node.open(slot, source);
    node.put(
        slot,
        child == null
            ? EditNode.leaf(key, below + 1, value)
            : insert(child, key, below + 1, value));
    return node;
  }

  private static EditNode split(EditNode node, int shared, byte[] key, int depth, NodeValue value) {
    EditNode branch = EditNode.branch(node.partial.slice(0, shared));
    int slot = node.partial.at(shared);
    node.partial = node.partial.slice(shared + 1);
    branch.put(slot, node);
    int below = depth + shared;
    if (below == 2 * key.length) {
      branch.value = value;
    } else {
      branch.put(Nibbles.at(key, below), EditNode.leaf(key, below + 1, value));
    }
    return branch;
  }

  /** What is left of {@code node}; the very same, its reference kept, when nothing changed. */
  private @Nullable EditNode remove(EditNode node, byte[] key, int depth) {
    int shared = node.partial.shared(key, depth);
    if (shared < node.partial.length()) {
      return node;
    }
    int below = depth + shared;
    if (below == 2 * key.length) {
      if (node.value == null) {
        return node;
      }
      node.value = null;
      node.reference = null;
      return collapse(node);
    }
    int slot = Nibbles.at(key, below);
    EditNode child = node.open(slot, source);
    if (child == null) {
      return node;
    }
    EditNode left = remove(child, key, below + 1);
    if (left == child && child.reference != null) {
      return node;
    }
    node.reference = null;
    if (left != null) {
      node.put(slot, left);
      return node;
    }
    node.remove(slot);
    return collapse(node);
  }

  /** Removes a branch that has nothing left to part: one child and no value, or nothing at all. */
  private @Nullable EditNode collapse(EditNode node) {
    if (node.isLeaf()) {
      return node.value == null ? null : node;
    }
    if (node.value != null || node.childCount() > 1) {
      return node;
    }
    int slot = node.firstSlot();
    EditNode only = node.open(slot, source);
    if (only == null) {
      throw new IllegalStateException("expected the child in slot " + slot);
    }
    only.partial = node.partial.joined(slot, only.partial);
    only.reference = null;
    return only;
  }

  /** The root of what the edits made, and every node that the source did not hold before. */
  TrieUpdate finish() {
    if (root == null) {
      return new TrieUpdate(StateTrie.emptyRoot(hasher), fresh);
    }
    byte[] known = root.reference;
    Hash256 hash = known != null ? Hash256.of(known) : store(encode(root));
    return new TrieUpdate(hash, fresh);
  }

  private byte[] reference(EditNode node) {
    Bytes encoded = encode(node);
    return encoded.size() < NodeView.HASH_SIZE
        ? encoded.unsafeArray()
        : store(encoded).unsafeArray();
  }

  private Hash256 store(Bytes encoded) {
    Hash256 hash = hasher.hash(encoded.unsafeArray());
    fresh.put(hash, encoded);
    return hash;
  }

  private Bytes encode(EditNode node) {
    for (int left = node.bitmap(); left != 0; left &= left - 1) {
      EditNode child = node.opened(Integer.numberOfTrailingZeros(left));
      if (child != null && child.reference == null) {
        child.reference = reference(child);
      }
    }
    if (node.value instanceof NodeValue.Fresh(Bytes value)) {
      node.value = new NodeValue.Stored(store(value));
    }
    writer.start().header(kind(node), node.partial);
    if (!node.isLeaf()) {
      writer.bitmap(node.bitmap());
    }
    writeValue(node);
    for (int left = node.bitmap(); left != 0; left &= left - 1) {
      node.writeChild(Integer.numberOfTrailingZeros(left), writer);
    }
    return writer.toBytes();
  }

  private void writeValue(EditNode node) {
    if (node.value instanceof NodeValue.AsRead) {
      node.writeOriginalValue(writer);
    } else if (node.value instanceof NodeValue.Inline(Bytes value)) {
      writer.sized(value.unsafeArray());
    } else if (node.value instanceof NodeValue.Stored(Hash256 hash)) {
      writer.raw(hash.unsafeArray());
    }
  }

  private static NodeView.Kind kind(EditNode node) {
    boolean hashed =
        node.value instanceof NodeValue.Stored
            || (node.value instanceof NodeValue.AsRead read && read.hashed());
    if (node.isLeaf()) {
      return hashed ? NodeView.Kind.LEAF_WITH_HASH : NodeView.Kind.LEAF;
    }
    if (node.value == null) {
      return NodeView.Kind.BRANCH;
    }
    return hashed ? NodeView.Kind.BRANCH_WITH_HASH : NodeView.Kind.BRANCH_WITH_VALUE;
  }
}
