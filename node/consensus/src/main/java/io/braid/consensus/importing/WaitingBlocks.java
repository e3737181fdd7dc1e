package io.braid.consensus.importing;

import io.braid.consensus.chain.BlockRef;
import io.braid.primitives.Hash256;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Blocks whose parent is not here yet. When it is full, the one that waited longest goes. */
final class WaitingBlocks {
  private final Map<Hash256, IncomingBlock> waiting = new LinkedHashMap<>();
  private final int capacity;

  WaitingBlocks(int capacity) {
    this.capacity = capacity;
  }

  void add(IncomingBlock block) {
    if (waiting.size() >= capacity) {
      waiting.remove(waiting.keySet().iterator().next());
    }
    waiting.put(BlockRef.hash(block.header()), block);
  }

  /** Takes out the children of a block that is here now. */
  List<IncomingBlock> takeChildren(Hash256 parent) {
    List<IncomingBlock> children = new ArrayList<>();
    for (IncomingBlock block : waiting.values()) {
      if (block.header().parentHash().equals(parent)) {
        children.add(block);
      }
    }
    children.forEach(child -> waiting.remove(BlockRef.hash(child.header())));
    return children;
  }

  /** Drops what can no longer matter. */
  void dropUpTo(int number) {
    waiting.values().removeIf(block -> block.header().number() <= number);
  }

  int size() {
    return waiting.size();
  }
}
