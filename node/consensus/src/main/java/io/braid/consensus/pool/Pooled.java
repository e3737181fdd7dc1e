package io.braid.consensus.pool;

import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.TransactionSource;
import io.braid.runtime.api.ValidTransaction;

/**
 * A transaction in the pool.
 *
 * @param order of arrival
 * @param validUntil the last block number for which {@code validity} holds
 */
record Pooled(
    Hash256 hash,
    Bytes extrinsic,
    TransactionSource source,
    ValidTransaction validity,
    long order,
    long validUntil) {
  /** First those with the highest priority, then those that came first. */
  static int compare(Pooled a, Pooled b) {
    int byPriority = Long.compareUnsigned(b.validity.priority(), a.validity.priority());
    return byPriority != 0 ? byPriority : Long.compare(a.order, b.order);
  }
}
