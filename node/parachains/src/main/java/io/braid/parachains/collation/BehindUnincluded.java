package io.braid.parachains.collation;

import io.braid.consensus.authoring.TransactionQueue;
import io.braid.primitives.Bytes;
import io.braid.runtime.api.TransactionValidityError;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Transactions for a block on blocks that are not included yet. What these hold is left out: the
 * pool has it still, since it may be needed again. And what is refused is not dropped: it may fit
 * when they are given up.
 */
final class BehindUnincluded implements TransactionQueue {
  private final TransactionQueue pool;
  private final Set<Bytes> taken;

  /**
   * @param taken the extrinsics of the blocks that are not included yet
   */
  BehindUnincluded(TransactionQueue pool, Set<Bytes> taken) {
    this.pool = pool;
    this.taken = taken;
  }

  @Override
  public Iterable<Bytes> ready() {
    List<Bytes> left = new ArrayList<>();
    pool.ready()
        .forEach(extrinsic -> {
          if (!taken.contains(extrinsic)) {
            left.add(extrinsic);
          }
        });
    return left;
  }

  @Override
  public void refused(Bytes extrinsic, TransactionValidityError reason) {
    if (taken.isEmpty()) {
      pool.refused(extrinsic, reason);
    }
  }

  @Override
  public void trapped(Bytes extrinsic, String reason) {
    pool.trapped(extrinsic, reason);
  }
}
