package io.braid.trie;

import org.jspecify.annotations.Nullable;

/**
 * A node under edit. Children that no edit came near stay where they are: in the encoded node that
 * this one was read from.
 */
final class EditNode {
  private static final int SLOTS = 16;

  Nibbles partial;
  @Nullable NodeValue value;

  /** How the parent refers to this node while it is as it was read; none once it is edited. */
  byte @Nullable [] reference;

  private int bitmap;
  private final @Nullable NodeView origin;
  private EditNode @Nullable [] opened;

  private EditNode(Nibbles partial, @Nullable NodeValue value, @Nullable NodeView origin) {
    this.partial = partial;
    this.value = value;
    this.origin = origin;
    bitmap = origin == null ? 0 : origin.bitmap();
  }

  static EditNode leaf(byte[] key, int depth, NodeValue value) {
    return new EditNode(new Nibbles(key, depth, 2 * key.length - depth), value, null);
  }

  static EditNode branch(Nibbles partial) {
    return new EditNode(partial, null, null);
  }

  /** A node as read; {@code reference} is how its parent refers to it. */
  static EditNode read(NodeView node, byte @Nullable [] reference) {
    NodeValue value = null;
    if (node.hasValue()) {
      value = node.isValueHashed() ? NodeValue.READ_HASHED : NodeValue.READ_INLINE;
    }
    EditNode read = new EditNode(node.partial(), value, node);
    read.reference = reference;
    return read;
  }

  boolean isLeaf() {
    return bitmap == 0;
  }

  int bitmap() {
    return bitmap;
  }

  int childCount() {
    return Integer.bitCount(bitmap);
  }

  int firstSlot() {
    return Integer.numberOfTrailingZeros(bitmap);
  }

  /** The child in {@code slot}, read if it must be; none where the slot is free. */
  @Nullable EditNode open(int slot, NodeSource source) {
    if ((bitmap >> slot & 1) == 0) {
      return null;
    }
    EditNode known = opened(slot);
    if (known != null || origin == null) {
      return known;
    }
    EditNode read = read(origin.child(slot, source), origin.childReference(slot));
    put(slot, read);
    return read;
  }

  /** The child in {@code slot} if an edit has opened it. */
  @Nullable EditNode opened(int slot) {
    return opened == null ? null : opened[slot];
  }

  void put(int slot, EditNode child) {
    if (opened == null) {
      opened = new EditNode[SLOTS];
    }
    opened[slot] = child;
    bitmap |= 1 << slot;
  }

  @SuppressWarnings("NullAway") // a free slot holds null
  void remove(int slot) {
    bitmap &= ~(1 << slot);
    if (opened != null) {
      opened[slot] = null;
    }
  }

  /** Writes the value as it was read. */
  void writeOriginalValue(NodeWriter out) {
    if (origin == null) {
      throw new IllegalStateException("expected a node that was read");
    }
    origin.writeValue(out);
  }

  /** Writes the reference to the child in {@code slot}; an opened one must have its reference. */
  void writeChild(int slot, NodeWriter out) {
    EditNode child = opened(slot);
    byte[] known = child == null ? null : child.reference;
    if (known != null) {
      out.sized(known);
    } else if (child == null && origin != null) {
      origin.writeChild(slot, out);
    } else {
      throw new IllegalStateException("expected the child in slot " + slot + " to be written");
    }
  }
}
