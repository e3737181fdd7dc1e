package io.braid.service;

import io.braid.consensus.chain.BlockRef;

/**
 * Hears what happens in a running node or network; called on the nodes' threads. A parachain's
 * chain is named by its runtime and its id, as {@code template 2000}.
 */
public interface NodeListener {
  /** A node is up. {@code role} is validator, full node or collator. */
  void onNode(String name, String chain, String role, String url);

  void onBest(String chain, BlockRef block);

  void onFinalised(String chain, BlockRef block);

  /** Enough validators have signed a candidate of the parachain. */
  void onBacked(int paraId);

  /** The relay chain's best block holds block {@code number} as the parachain's head. */
  void onIncluded(int paraId, int number);

  /** A node's thread died of a bug. */
  void onBug(String node, Throwable bug);
}
