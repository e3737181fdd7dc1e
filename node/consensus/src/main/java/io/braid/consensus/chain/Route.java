package io.braid.consensus.chain;

import io.braid.primitives.Hash256;
import io.braid.runtime.api.Header;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The way from one block to another through the tree.
 *
 * @param retracted blocks to leave, the highest first
 * @param enacted blocks to enter, the lowest first
 */
record Route(List<BlockRef> retracted, List<BlockRef> enacted) {
  static final Route NONE = new Route(List.of(), List.of());

  static Route between(BlockRef from, BlockRef to, Function<Hash256, Optional<Header>> headers) {
    List<BlockRef> retracted = new ArrayList<>();
    List<BlockRef> enacted = new ArrayList<>();
    BlockRef left = from;
    BlockRef right = to;
    while (!left.equals(right)) {
      if (left.number() >= right.number()) {
        retracted.add(left);
        left = parent(left, headers);
      } else {
        enacted.add(right);
        right = parent(right, headers);
      }
    }
    Collections.reverse(enacted);
    return new Route(retracted, enacted);
  }

  private static BlockRef parent(BlockRef block, Function<Hash256, Optional<Header>> headers) {
    Header header =
        headers
            .apply(block.hash())
            .orElseThrow(() -> new IllegalStateException("expected the header of " + block));
    return new BlockRef(block.number() - 1, header.parentHash());
  }

  /** Brings the index of the best chain up to date. */
  void write(Batch batch) {
    for (BlockRef block : retracted) {
      BlockStore.removeCanonical(batch, block.number());
    }
    for (BlockRef block : enacted) {
      BlockStore.putCanonical(batch, block);
    }
  }
}
