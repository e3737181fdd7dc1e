package io.braid.consensus.chain;

import io.braid.primitives.Bytes;
import java.util.Optional;

/**
 * Where the chain is kept: a port. Reads may come from several threads; commits come from one. A
 * failure of the disk is not an answer: it is thrown, as a {@link DatabaseFailure}, and ends the
 * node.
 */
public interface Database {
  Optional<Bytes> get(Column column, Bytes key);

  /** Makes all changes durable, or none. */
  void commit(Batch batch);
}
