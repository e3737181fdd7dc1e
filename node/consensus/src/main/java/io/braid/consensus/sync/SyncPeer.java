package io.braid.consensus.sync;

import io.braid.consensus.chain.BlockRef;
import io.braid.primitives.Hash256;
import java.util.LinkedHashSet;
import java.util.Set;

/** What is known of a peer's chain. */
final class SyncPeer {
  private static final int KNOWN_BLOCKS = 256;

  private BlockRef best;
  private int finalised;
  private boolean asked;
  private final Set<Hash256> known = new LinkedHashSet<>();

  SyncPeer(BlockRef best) {
    this.best = best;
  }

  BlockRef best() {
    return best;
  }

  void best(BlockRef block) {
    best = block;
    knows(block.hash());
  }

  /** The number of the highest block that it says is final. */
  int finalised() {
    return finalised;
  }

  void finalised(int number) {
    finalised = Math.max(finalised, number);
  }

  /** Whether a request to it is under way. */
  boolean asked() {
    return asked;
  }

  void asked(boolean underWay) {
    asked = underWay;
  }

  /** Notes that the peer has a block; false when that was known. */
  boolean knows(Hash256 block) {
    if (!known.add(block)) {
      return false;
    }
    if (known.size() > KNOWN_BLOCKS) {
      known.remove(known.iterator().next());
    }
    return true;
  }
}
