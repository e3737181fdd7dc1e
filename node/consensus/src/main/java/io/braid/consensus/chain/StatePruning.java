package io.braid.consensus.chain;

/** Which blocks' states a chain keeps. Headers, bodies and block 0's state are kept in any case. */
public sealed interface StatePruning {
  /** Blocks below the last finalised one whose states are kept when nothing else is asked for. */
  int DEFAULT_BLOCKS = 256;

  StatePruning ARCHIVE = new Archive();
  StatePruning DEFAULT = new Window(DEFAULT_BLOCKS);

  /** Every block's. */
  record Archive() implements StatePruning {}

  /**
   * The last finalised block's, those of {@code blocks} blocks below it, and all above it that may
   * still become final.
   *
   * @param blocks at least 1
   */
  record Window(int blocks) implements StatePruning {
    public Window {
      if (blocks < 1) {
        throw new IllegalArgumentException("expected at least 1 block to keep, found " + blocks);
      }
    }
  }
}
