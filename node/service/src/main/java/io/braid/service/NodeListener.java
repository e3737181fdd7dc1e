package io.braid.service;

import io.braid.consensus.chain.BlockRef;

/**
 * Hears what happens in a running node or network; called on the nodes' threads. A parachain's
 * chain is named by its runtime and its id, as {@code template 2000}. Only bugs must be heard.
 */
public interface NodeListener {
  /** A node is up. {@code role} is validator, full node or collator. */
  default void onNode(String name, String chain, String role, String url) {}

  default void onBest(String chain, BlockRef block) {}

  default void onFinalised(String chain, BlockRef block) {}

  /** Enough validators have signed a candidate of the parachain. */
  default void onBacked(int paraId) {}

  /** The relay chain's best block holds block {@code number} as the parachain's head. */
  default void onIncluded(int paraId, int number) {}

  /** A node's thread died of a bug. */
  void onBug(String node, Throwable bug);
}
