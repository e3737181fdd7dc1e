package io.braid.consensus.pool;

import io.braid.primitives.Hash256;
import io.braid.runtime.api.TransactionValidityError;

/** What the pool says to a transaction. */
public sealed interface SubmitResult {
  /**
   * @param hash of the extrinsic, without its length
   */
  record Accepted(Hash256 hash) implements SubmitResult {}

  record Refused(PoolRefusal reason) implements SubmitResult {}

  /** Why a transaction is not in the pool. */
  sealed interface PoolRefusal {
    /** The runtime says no. */
    record NotValid(TransactionValidityError error) implements PoolRefusal {}

    record AlreadyImported(Hash256 hash) implements PoolRefusal {}

    /** It was invalid a short while ago. */
    record TemporarilyBanned(Hash256 hash) implements PoolRefusal {}

    /** Another one provides the same and has at least this priority. */
    record TooLowPriority(long priority, long needed) implements PoolRefusal {}

    /** There is no room, and all others have a priority at least as high. */
    record PoolFull(int count, long bytes) implements PoolRefusal {}

    /** It provides nothing, so it could be included again and again. */
    record NoTagsProvided() implements PoolRefusal {}

    record TooLarge(int bytes, int max) implements PoolRefusal {}

    /** The runtime could not be asked. */
    record CannotValidate(String reason) implements PoolRefusal {}
  }
}
