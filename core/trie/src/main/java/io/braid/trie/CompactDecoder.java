package io.braid.trie;

import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.trie.TrieException.InvalidProof;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Restores whole nodes from the items of a {@link CompactProof}, without recursion. */
final class CompactDecoder {
  private static final class Step {
    final NodeView node;
    final Optional<Hash256> value;
    final Hash256[] children = new Hash256[16];
    int nextSlot;

    Step(NodeView node, Optional<Hash256> value) {
      this.node = node;
      this.value = value;
    }

    /** Moves to the next omitted child; false when all children are known. */
    boolean seekOmitted() {
      while (nextSlot < 16) {
        if (node.hasChild(nextSlot) && node.childReferenceSize(nextSlot) == 0) {
          return true;
        }
        nextSlot++;
      }
      return false;
    }
  }

  private final List<Bytes> items;
  private final NodeHasher hasher;
  private final Map<Hash256, Bytes> whole;
  private final NodeWriter writer = new NodeWriter();
  private int at;

  CompactDecoder(List<Bytes> items, NodeHasher hasher, Map<Hash256, Bytes> whole) {
    this.items = items;
    this.hasher = hasher;
    this.whole = whole;
  }

  boolean hasMore() {
    return at < items.size();
  }

  void expectEnd() {
    if (hasMore()) {
      throw new InvalidProof(
          "expected " + at + " items, found " + (items.size() - at) + " more behind the last trie");
    }
  }

  /** Restores one trie, from the next item on; returns its root. */
  Hash256 decode() {
    Deque<Step> steps = new ArrayDeque<>();
    while (true) {
      Step step = read();
      while (!step.seekOmitted()) {
        Hash256 hash = store(written(step));
        if (steps.isEmpty()) {
          return hash;
        }
        step = steps.pop();
        step.children[step.nextSlot++] = hash;
      }
      steps.push(step);
    }
  }

  private Bytes next(String what) {
    if (!hasMore()) {
      throw new InvalidProof("expected " + what + " behind item " + (at - 1) + ", found the end");
    }
    return items.get(at++);
  }

  private Step read() {
    byte[] item = next("a node").unsafeArray();
    if (item.length == 0 || item[0] != CompactEncoder.DETACHED_VALUE) {
      return new Step(NodeView.ofCompact(item, 0), Optional.empty());
    }
    NodeView node = NodeView.ofCompact(item, 1);
    boolean canDetach = node.hasValue() && !node.isValueHashed() && node.inlineValue().isEmpty();
    if (!canDetach) {
      throw new InvalidProof(
          "expected an empty value in item " + (at - 1) + ", whose value follows it");
    }
    return new Step(node, Optional.of(store(next("a value"))));
  }

  private Hash256 store(Bytes encoded) {
    Hash256 hash = hasher.hash(encoded.unsafeArray());
    whole.put(hash, encoded);
    return hash;
  }

  private Bytes written(Step step) {
    NodeView node = step.node;
    writer.start().header(kind(step), node.partial());
    if (node.bitmap() != 0) {
      writer.bitmap(node.bitmap());
    }
    if (step.value.isPresent()) {
      writer.raw(step.value.get().unsafeArray());
    } else if (node.hasValue()) {
      node.writeValue(writer);
    }
    for (int left = node.bitmap(); left != 0; left &= left - 1) {
      int slot = Integer.numberOfTrailingZeros(left);
      if (node.childReferenceSize(slot) == 0) {
        writer.sized(step.children[slot].unsafeArray());
      } else {
        node.writeChild(slot, writer);
      }
    }
    return writer.toBytes();
  }

  private static NodeView.Kind kind(Step step) {
    if (step.value.isEmpty()) {
      return step.node.kind();
    }
    return step.node.kind() == NodeView.Kind.LEAF
        ? NodeView.Kind.LEAF_WITH_HASH
        : NodeView.Kind.BRANCH_WITH_HASH;
  }
}
