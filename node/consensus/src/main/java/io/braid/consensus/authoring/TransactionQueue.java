package io.braid.consensus.authoring;

import io.braid.primitives.Bytes;
import io.braid.runtime.api.TransactionValidityError;
import java.util.List;

/** Where an author takes transactions from. */
public interface TransactionQueue {
  TransactionQueue EMPTY =
      new TransactionQueue() {
        @Override
        public Iterable<Bytes> ready() {
          return List.of();
        }

        @Override
        public void refused(Bytes extrinsic, TransactionValidityError reason) {}

        @Override
        public void trapped(Bytes extrinsic, String reason) {}
      };

  /** What could be in the next block, best first; each follows those that it depends on. */
  Iterable<Bytes> ready();

  /** Says that a transaction may not enter a block. */
  void refused(Bytes extrinsic, TransactionValidityError reason);

  /** Says that applying a transaction made the runtime trap: it may never enter a block. */
  void trapped(Bytes extrinsic, String reason);
}
