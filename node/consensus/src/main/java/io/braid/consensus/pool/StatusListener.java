package io.braid.consensus.pool;

import io.braid.primitives.Hash256;

/** Hears what becomes of transactions, on the node's thread. */
@FunctionalInterface
public interface StatusListener {
  /**
   * @param transaction the extrinsic's hash
   */
  void onStatus(Hash256 transaction, TransactionStatus status);
}
