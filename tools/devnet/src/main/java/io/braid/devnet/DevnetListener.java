package io.braid.devnet;

import io.braid.consensus.chain.BlockRef;

/** Hears what happens in a running network; called on the nodes' threads. */
public interface DevnetListener {
  /** A node is up. {@code role} is validator, full node or collator. */
  void onNode(String name, String chain, String role, String url);

  void onBest(String chain, BlockRef block);

  void onFinalised(String chain, BlockRef block);

  /** A node's thread died of a bug. */
  void onBug(String node, Throwable bug);
}
