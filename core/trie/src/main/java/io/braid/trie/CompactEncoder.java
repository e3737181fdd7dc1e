package io.braid.trie;

import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Writes the nodes of partial tries in the form of {@link CompactProof}. */
final class CompactEncoder {
  /** The byte in front of a node whose value follows as an item of its own. */
  static final int DETACHED_VALUE = 1;

  private static final class Step {
    final Bytes encoded;
    final NodeView node;
    final int index;
    final boolean detached;
    int nextSlot;
    int omitted;

    Step(Bytes encoded, NodeView node, int index, boolean detached) {
      this.encoded = encoded;
      this.node = node;
      this.index = index;
      this.detached = detached;
    }
  }

  private final NodeSource source;
  private final List<Bytes> out = new ArrayList<>();
  private final Deque<Step> steps = new ArrayDeque<>();
  private final NodeWriter writer = new NodeWriter();

  CompactEncoder(NodeSource source) {
    this.source = source;
  }

  List<Bytes> nodes() {
    return out;
  }

  void encode(Hash256 root) {
    Optional<Bytes> node = source.node(root);
    if (node.isEmpty()) {
      throw new TrieException.MissingNode(root);
    }
    visit(node.get());
    while (!steps.isEmpty()) {
      Step step = steps.element();
      Optional<Bytes> child = nextChild(step);
      if (child.isPresent()) {
        visit(child.get());
      } else {
        out.set(step.index, written(step));
        steps.pop();
      }
    }
  }

  private void visit(Bytes encoded) {
    NodeView node = NodeView.of(encoded.unsafeArray());
    Optional<Bytes> value =
        node.hasValue() && node.isValueHashed() ? source.node(node.valueHash()) : Optional.empty();
    steps.push(new Step(encoded, node, out.size(), value.isPresent()));
    out.add(encoded);
    if (value.isPresent()) {
      out.add(value.get());
    }
  }

  private Optional<Bytes> nextChild(Step step) {
    while (step.nextSlot < 16) {
      int slot = step.nextSlot++;
      if (step.node.hasChild(slot) && step.node.childReferenceSize(slot) == NodeView.HASH_SIZE) {
        Optional<Bytes> child = source.node(Hash256.of(step.node.childReference(slot)));
        if (child.isPresent()) {
          step.omitted |= 1 << slot;
          return child;
        }
      }
    }
    return Optional.empty();
  }

  private Bytes written(Step step) {
    if (step.omitted == 0 && !step.detached) {
      return step.encoded;
    }
    NodeView node = step.node;
    writer.start();
    if (step.detached) {
      boolean leaf = node.kind() == NodeView.Kind.LEAF_WITH_HASH;
      writer.octet(DETACHED_VALUE);
      writer.header(leaf ? NodeView.Kind.LEAF : NodeView.Kind.BRANCH_WITH_VALUE, node.partial());
    } else {
      writer.header(node.kind(), node.partial());
    }
    if (node.bitmap() != 0) {
      writer.bitmap(node.bitmap());
    }
    if (step.detached) {
      writer.octet(0);
    } else if (node.hasValue()) {
      node.writeValue(writer);
    }
    for (int left = node.bitmap(); left != 0; left &= left - 1) {
      int slot = Integer.numberOfTrailingZeros(left);
      if ((step.omitted >> slot & 1) == 1) {
        writer.octet(0);
      } else {
        node.writeChild(slot, writer);
      }
    }
    return writer.toBytes();
  }
}
