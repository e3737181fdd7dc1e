package io.braid.consensus.pool;

import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.TransactionSource;
import io.braid.runtime.api.ValidTransaction;
import java.util.List;
import java.util.Set;

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

  /**
   * With what the runtime of a block says of it.
   *
   * @param best the number of that block, from which the longevity counts
   */
  static Pooled at(
      long best,
      Hash256 hash,
      Bytes extrinsic,
      TransactionSource source,
      ValidTransaction validity,
      long order) {
    long until =
        Long.compareUnsigned(validity.longevity(), Long.MAX_VALUE - best) > 0
            ? Long.MAX_VALUE
            : best + validity.longevity();
    return new Pooled(hash, extrinsic, source, validity, order, until);
  }

  /** The same transaction, requiring none of the tags. */
  Pooled without(Set<Bytes> tags) {
    List<Bytes> left = validity.requires().stream().filter(tag -> !tags.contains(tag)).toList();
    return new Pooled(
        hash,
        extrinsic,
        source,
        new ValidTransaction(
            validity.priority(),
            left,
            validity.provides(),
            validity.longevity(),
            validity.propagate()),
        order,
        validUntil);
  }
}
