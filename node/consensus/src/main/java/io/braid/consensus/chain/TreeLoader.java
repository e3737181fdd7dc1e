package io.braid.consensus.chain;

import io.braid.primitives.Hash256;
import io.braid.runtime.api.Header;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Puts the tree together again from what is stored, after a restart. */
final class TreeLoader {
  private TreeLoader() {}

  static BlockTree load(BlockStore store, ForkChoice rule) {
    Hash256 finalised = store.finalised().orElseThrow();
    Header header = store.header(finalised).orElseThrow();
    BlockTree tree =
        new BlockTree(
            new BlockTree.Entry(
                BlockRef.of(header), header.parentHash(), store.totalWeight(finalised)),
            rule);
    for (Hash256 leaf : store.leaves()) {
      addChain(store, tree, leaf);
    }
    store.best().ifPresent(tree::setBest);
    return tree;
  }

  private static void addChain(BlockStore store, BlockTree tree, Hash256 leaf) {
    Deque<Header> missing = new ArrayDeque<>();
    Hash256 at = leaf;
    while (tree.find(at).isEmpty()) {
      Optional<Header> header = store.header(at);
      if (header.isEmpty() || header.get().number() <= tree.root().number()) {
        return;
      }
      missing.push(header.get());
      at = header.get().parentHash();
    }
    for (Header header : missing) {
      BlockRef block = BlockRef.of(header);
      long weight = store.totalWeight(block.hash()) - store.totalWeight(header.parentHash());
      tree.add(block, header.parentHash(), weight);
    }
  }
}
