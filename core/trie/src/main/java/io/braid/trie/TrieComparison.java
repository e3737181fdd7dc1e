package io.braid.trie;

import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Walks two tries side by side, place by place, and down only where they differ. Where a branch was
 * split or dissolved, one side's node spans several steps of the other: it is then taken apart at
 * its partial key.
 */
final class TrieComparison {
  private static final int SLOTS = 16;

  /**
   * What hangs in one place.
   *
   * @param partial what is left of the node's partial key from here
   */
  private record Subtree(NodeView node, Nibbles partial) {
    Subtree below(int nibbles) {
      return new Subtree(node, partial.slice(nibbles));
    }
  }

  private final NodeSource source;
  private final Hash256 emptyRoot;
  private final List<Hash256> added = new ArrayList<>();
  private final List<Hash256> removed = new ArrayList<>();

  /** The half-bytes of the key so far, one in each byte. */
  private byte[] path = new byte[256];

  private int depth;
  private boolean top;

  TrieComparison(NodeSource source, Hash256 emptyRoot) {
    this.source = source;
    this.emptyRoot = emptyRoot;
  }

  TrieDifference states(Hash256 from, Hash256 to) {
    top = true;
    tries(Optional.of(from), Optional.of(to));
    return new TrieDifference(added, removed);
  }

  private void tries(Optional<Hash256> from, Optional<Hash256> to) {
    if (!from.equals(to)) {
      compare(root(from, removed), root(to, added));
    }
  }

  private @Nullable Subtree root(Optional<Hash256> root, List<Hash256> side) {
    return root.isEmpty() || root.get().equals(emptyRoot) ? null : load(root.get(), side);
  }

  private Subtree load(Hash256 hash, List<Hash256> side) {
    side.add(hash);
    NodeView node = NodeView.load(hash, source);
    return new Subtree(node, node.partial());
  }

  private @Nullable Subtree child(Subtree parent, int slot, List<Hash256> side) {
    if (!parent.node.hasChild(slot)) {
      return null;
    }
    if (parent.node.childReferenceSize(slot) == NodeView.HASH_SIZE) {
      return load(Hash256.of(Bytes.wrap(parent.node.childReference(slot))), side);
    }
    NodeView inside = parent.node.child(slot, source);
    return new Subtree(inside, inside.partial());
  }

  private void compare(@Nullable Subtree from, @Nullable Subtree to) {
    if (from == null || to == null) {
      everything(from, removed);
      everything(to, added);
      return;
    }
    int shared = shared(from.partial, to.partial);
    boolean fromEnds = shared == from.partial.length();
    boolean toEnds = shared == to.partial.length();
    int before = depth;
    enter(from.partial, shared);
    if (fromEnds && toEnds) {
      compareHere(from, to);
    } else if (fromEnds) {
      int slot = to.partial.at(shared);
      leaveOut(from, slot, removed);
      step(slot, child(from, slot, removed), to.below(shared + 1));
    } else if (toEnds) {
      int slot = from.partial.at(shared);
      leaveOut(to, slot, added);
      step(slot, from.below(shared + 1), child(to, slot, added));
    } else {
      everything(from.below(shared), removed);
      everything(to.below(shared), added);
    }
    depth = before;
  }

  private void compareHere(Subtree from, Subtree to) {
    Optional<Hash256> left = hashedValue(from.node);
    Optional<Hash256> right = hashedValue(to.node);
    if (!left.equals(right)) {
      left.ifPresent(removed::add);
      right.ifPresent(added::add);
    }
    if (holdsChildRoot()) {
      below(childRoot(from.node), childRoot(to.node));
    }
    for (int slot = 0; slot < SLOTS; slot++) {
      if (!sameChild(from.node, to.node, slot)) {
        step(slot, child(from, slot, removed), child(to, slot, added));
      }
    }
  }

  private void step(int slot, @Nullable Subtree from, @Nullable Subtree to) {
    push(slot);
    compare(from, to);
    depth--;
  }

  private static boolean sameChild(NodeView from, NodeView to, int slot) {
    if (!from.hasChild(slot) || !to.hasChild(slot)) {
      return from.hasChild(slot) == to.hasChild(slot);
    }
    return Arrays.equals(from.childReference(slot), to.childReference(slot));
  }

  /** Names all that is below {@code subtree}, whose own node is named already. */
  private void everything(@Nullable Subtree subtree, List<Hash256> side) {
    if (subtree == null) {
      return;
    }
    int before = depth;
    enter(subtree.partial, subtree.partial.length());
    leaveOut(subtree, SLOTS, side);
    depth = before;
  }

  /** Names the value and all children but one of a node at whose end the path stands. */
  private void leaveOut(Subtree subtree, int except, List<Hash256> side) {
    hashedValue(subtree.node).ifPresent(side::add);
    if (holdsChildRoot()) {
      Optional<Hash256> root = childRoot(subtree.node);
      below(side == removed ? root : Optional.empty(), side == removed ? Optional.empty() : root);
    }
    for (int slot = 0; slot < SLOTS; slot++) {
      if (slot != except && subtree.node.hasChild(slot)) {
        push(slot);
        everything(child(subtree, slot, side), side);
        depth--;
      }
    }
  }

  private static Optional<Hash256> hashedValue(NodeView node) {
    return node.hasValue() && node.isValueHashed()
        ? Optional.of(node.valueHash())
        : Optional.empty();
  }

  /** Whether the key that the path spells is where a state keeps the root of a child trie. */
  private boolean holdsChildRoot() {
    Bytes prefix = ChildTries.DEFAULT_PREFIX;
    if (!top || depth < 2 * prefix.size()) {
      return false;
    }
    for (int i = 0; i < 2 * prefix.size(); i++) {
      if (path[i] != Nibbles.at(prefix.unsafeArray(), i)) {
        return false;
      }
    }
    return true;
  }

  private Optional<Hash256> childRoot(NodeView node) {
    if (!node.hasValue() || node.isValueHashed()) {
      return Optional.empty();
    }
    Bytes value = node.inlineValue();
    return value.size() == Hash256.SIZE ? Optional.of(Hash256.of(value)) : Optional.empty();
  }

  private void below(Optional<Hash256> from, Optional<Hash256> to) {
    int before = depth;
    depth = 0;
    byte[] above = path;
    path = new byte[256];
    top = false;
    tries(from, to);
    top = true;
    path = above;
    depth = before;
  }

  private static int shared(Nibbles one, Nibbles other) {
    int max = Math.min(one.length(), other.length());
    int count = 0;
    while (count < max && one.at(count) == other.at(count)) {
      count++;
    }
    return count;
  }

  private void enter(Nibbles nibbles, int count) {
    for (int i = 0; i < count; i++) {
      push(nibbles.at(i));
    }
  }

  private void push(int nibble) {
    if (depth == path.length) {
      path = Arrays.copyOf(path, 2 * depth);
    }
    path[depth++] = (byte) nibble;
  }
}
