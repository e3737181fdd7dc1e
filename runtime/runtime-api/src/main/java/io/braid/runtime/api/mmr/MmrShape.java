package io.braid.runtime.api.mmr;

import java.util.ArrayList;
import java.util.List;

/** Where the nodes of a mountain range stand. All counts, indices and positions are zero-based. */
public final class MmrShape {
  /** The most leaves that a range may have here: more than blocks will ever be. */
  public static final long MAX_LEAVES = 1L << 40;

  private MmrShape() {}

  /** How many nodes a range of so many leaves has. */
  public static long size(long leaves) {
    return 2 * leaves - Long.bitCount(leaves);
  }

  /** The position of a leaf. */
  public static long leafPosition(long leafIndex) {
    return size(leafIndex);
  }

  /** The positions of the roots of the trees, ascending. */
  public static List<Long> peaks(long leaves) {
    List<Long> peaks = new ArrayList<>();
    long end = 0;
    for (int height = 62; height >= 0; height--) {
      if ((leaves >>> height & 1) == 1) {
        end += nodesBelow(height);
        peaks.add(end - 1);
      }
    }
    return peaks;
  }

  /** The nodes of a full tree of this height; a leaf has height 0. */
  private static long nodesBelow(int height) {
    return (2L << height) - 1;
  }

  /** The height of the node at a position. */
  public static int height(long position) {
    long left = position + 1;
    while ((left & left + 1) != 0) {
      left -= Long.highestOneBit(left) - 1;
    }
    return Long.bitCount(left) - 1;
  }

  /** The leaf that completed the node at a position. */
  public static long leafThatAdded(long position) {
    long before = position - height(position);
    long leaves = 0;
    for (int height = 62; height >= 0; height--) {
      if (before >= nodesBelow(height)) {
        leaves += 1L << height;
        before -= nodesBelow(height);
      }
    }
    return leaves;
  }

  /** The positions of the nodes that a leaf added: itself, and the parents that it completed. */
  public static List<Long> addedBy(long leafIndex) {
    List<Long> added = new ArrayList<>();
    long position = leafPosition(leafIndex);
    for (int i = 0; i <= Long.numberOfTrailingZeros(~leafIndex); i++) {
      added.add(position + i);
    }
    return added;
  }

  /** Whether the node at a position is the right one of its parent's children. */
  static boolean isRight(long position, int height) {
    return height(position + 1) > height;
  }

  static long sibling(long position, int height) {
    return isRight(position, height)
        ? position - nodesBelow(height)
        : position + nodesBelow(height);
  }

  static long parent(long position, int height) {
    return isRight(position, height) ? position + 1 : position + (2L << height);
  }

  static long leftChild(long position, int height) {
    return position - (1L << height);
  }

  static long rightChild(long position) {
    return position - 1;
  }

  /** The position of the leftmost leaf below a node. */
  static long firstBelow(long position, int height) {
    return position - nodesBelow(height) + 1;
  }
}
