package io.braid.trie;

import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.trie.TrieException.MalformedNode;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Walks a trie's keys upwards, reading each node once and only when it comes to it. */
public final class TrieKeys {
  /**
   * A node on the path: {@code next} is the slot to look at next, −1 before the node's own value.
   */
  private static final class Step {
    final NodeView node;
    final int end;
    int next = -1;

    Step(NodeView node, int end) {
      this.node = node;
      this.end = end;
    }
  }

  private final NodeSource source;
  private final Deque<Step> steps = new ArrayDeque<>();
  private final boolean skipMissing;
  private byte[] path = new byte[128];

  private @Nullable Step base;

  static TrieKeys none() {
    return new TrieKeys();
  }

  private TrieKeys() {
    source = NodeSource.EMPTY;
    skipMissing = false;
  }

  TrieKeys(Hash256 root, NodeSource source, Bytes prefix, boolean skipMissing) {
    this.source = source;
    this.skipMissing = skipMissing;
    byte[] sought = prefix.unsafeArray();
    NodeView node = NodeView.load(root, source);
    int depth = 0;
    while (true) {
      int shared = node.partial().shared(sought, depth);
      boolean reached = depth + shared == 2 * sought.length;
      if (!reached && shared < node.partial().length()) {
        return;
      }
      int end = append(node, depth);
      if (reached) {
        base = new Step(node, end);
        steps.push(base);
        return;
      }
      int slot = Nibbles.at(sought, end);
      if (!node.hasChild(slot)) {
        return;
      }
      if (!canRead(node, slot)) {
        return;
      }
      node = node.child(slot, source);
      path[end] = (byte) slot;
      depth = end + 1;
    }
  }

  /** Notes the half-bytes of {@code node} from {@code depth} on; returns where they end. */
  private int append(NodeView node, int depth) {
    int end = depth + node.partial().length();
    if (path.length <= end) {
      path = Arrays.copyOf(path, Math.max(2 * path.length, end + 1));
    }
    for (int i = depth; i < end; i++) {
      path[i] = (byte) node.partial().at(i - depth);
    }
    return end;
  }

  private boolean canRead(NodeView node, int slot) {
    return !skipMissing
        || node.childReferenceSize(slot) < NodeView.HASH_SIZE
        || source.node(Hash256.of(node.childReference(slot))).isPresent();
  }

  /** Moves to just behind {@code key}; to the first key when {@code key} is before it. */
  public void seekAfter(Bytes key) {
    steps.clear();
    if (base == null) {
      return;
    }
    byte[] sought = key.unsafeArray();
    Step step = new Step(base.node, base.end);
    int from = 0;
    while (true) {
      int sign = compare(sought, from, step.end);
      if (sign != 0) {
        if (sign < 0) {
          steps.push(step);
        }
        return;
      }
      steps.push(step);
      step.next = 0;
      if (step.end == 2 * sought.length) {
        return;
      }
      int slot = Nibbles.at(sought, step.end);
      step.next = slot + 1;
      if (!step.node.hasChild(slot)) {
        return;
      }
      from = step.end;
      step = descend(step, slot);
    }
  }

  private Step descend(Step parent, int slot) {
    NodeView child = parent.node.child(slot, source);
    path[parent.end] = (byte) slot;
    return new Step(child, append(child, parent.end + 1));
  }

  /**
   * Whether {@code sought} is before (−1), after (1) or under (0) the path up to {@code end}; equal
   * up to {@code from}.
   */
  private int compare(byte[] sought, int from, int end) {
    for (int i = from; i < end; i++) {
      if (i == 2 * sought.length) {
        return -1;
      }
      int order = Nibbles.at(sought, i) - path[i];
      if (order != 0) {
        return order < 0 ? -1 : 1;
      }
    }
    return 0;
  }

  /** The next key, if there is one. */
  public Optional<Bytes> next() {
    while (!steps.isEmpty()) {
      Step step = steps.element();
      if (step.next < 0) {
        step.next = 0;
        if (step.node.hasValue()) {
          return Optional.of(key(step.end));
        }
      }
      int left = step.node.bitmap() >> step.next << step.next;
      if (left == 0) {
        steps.pop();
      } else {
        int slot = Integer.numberOfTrailingZeros(left);
        step.next = slot + 1;
        if (canRead(step.node, slot)) {
          steps.push(descend(step, slot));
        }
      }
    }
    return Optional.empty();
  }

  private Bytes key(int end) {
    if ((end & 1) == 1) {
      throw new MalformedNode(
          "expected values at whole bytes only, found one after " + end + " half-bytes");
    }
    byte[] key = new byte[end / 2];
    for (int i = 0; i < key.length; i++) {
      key[i] = (byte) (path[2 * i] << 4 | path[2 * i + 1]);
    }
    return Bytes.wrap(key);
  }
}
