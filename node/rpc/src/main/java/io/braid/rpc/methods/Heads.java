package io.braid.rpc.methods;

import io.braid.consensus.chain.BlockRef;
import io.braid.consensus.chain.Chain;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.Header;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Where a chain stands at one moment.
 *
 * @param number how many news came before it
 * @param best the head of the best chain: the last finalised block or one of {@code above}
 * @param finalised the last finalised block
 * @param above all blocks that may still become final, each after its parent
 */
record Heads(long number, BlockRef best, BlockRef finalised, List<Unfinal> above) {
  /** A block that may still become final, and the one that it was built on. */
  record Unfinal(BlockRef block, Hash256 parent) {}

  Heads {
    above = List.copyOf(above);
  }

  /** Where {@code chain} stands now. Call on the node's thread. */
  static Heads of(Chain chain) {
    BlockRef finalised = chain.finalised();
    Map<Hash256, Unfinal> found = new TreeMap<>(Comparator.comparing(Hash256::bytes));
    for (BlockRef leaf : chain.leaves()) {
      BlockRef at = leaf;
      while (!at.equals(finalised) && !found.containsKey(at.hash())) {
        Header header = chain.header(at.hash()).orElseThrow();
        found.put(at.hash(), new Unfinal(at, header.parentHash()));
        at = new BlockRef(at.number() - 1, header.parentHash());
      }
    }
    List<Unfinal> above = new ArrayList<>(found.values());
    above.sort(Comparator.comparingInt(unfinal -> unfinal.block.number()));
    return new Heads(0, chain.best(), finalised, above);
  }

  Heads withImported(BlockRef block, Hash256 parent) {
    List<Unfinal> more = new ArrayList<>(above);
    more.add(new Unfinal(block, parent));
    return new Heads(number + 1, best, finalised, more);
  }

  /** After news that move nothing. */
  Heads withNews() {
    return new Heads(number + 1, best, finalised, above);
  }

  Heads withBest(BlockRef block) {
    return new Heads(number + 1, block, finalised, above);
  }

  Heads withFinalised(List<BlockRef> blocks, List<BlockRef> discarded) {
    Set<BlockRef> gone = new HashSet<>(blocks);
    gone.addAll(discarded);
    List<Unfinal> left = above.stream().filter(it -> !gone.contains(it.block)).toList();
    return new Heads(number + 1, best, blocks.getLast(), left);
  }
}
