package io.braid.consensus.pool;

import io.braid.primitives.Hash256;
import java.util.List;

/** What becomes of a submitted transaction, in the words of {@code author_extrinsicUpdate}. */
public sealed interface TransactionStatus {
  /** No further status follows. */
  default boolean isFinal() {
    return switch (this) {
      case Future s -> false;
      case Ready s -> false;
      case Broadcast s -> false;
      case InBlock s -> false;
      case Retracted s -> false;
      case FinalityTimeout s -> true;
      case Finalised s -> true;
      case Usurped s -> true;
      case Dropped s -> true;
      case Invalid s -> true;
    };
  }

  /** It waits for transactions that it depends on. */
  record Future() implements TransactionStatus {}

  /** It could be in the next block. */
  record Ready() implements TransactionStatus {}

  record Broadcast(List<String> peers) implements TransactionStatus {}

  /**
   * @param index of the extrinsic in the block
   */
  record InBlock(Hash256 block, int index) implements TransactionStatus {}

  /** The block that it was in left the best chain. */
  record Retracted(Hash256 block) implements TransactionStatus {}

  /** Its block was not finalised for so long that the pool watches no more. */
  record FinalityTimeout(Hash256 block) implements TransactionStatus {}

  record Finalised(Hash256 block, int index) implements TransactionStatus {}

  /** Another one that provides the same took its place. */
  record Usurped(Hash256 by) implements TransactionStatus {}

  /** The pool was full. */
  record Dropped() implements TransactionStatus {}

  record Invalid() implements TransactionStatus {}
}
