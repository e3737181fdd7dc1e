package io.braid.rpc.node;

import io.braid.consensus.pool.StatusListener;
import io.braid.consensus.pool.SubmitResult;
import io.braid.primitives.Bytes;
import java.util.List;

/** The transaction pool, for use on the node's thread. Extrinsics come without their length. */
public interface TransactionPort {
  /** Offers a transaction that came from outside. */
  SubmitResult submit(Bytes extrinsic);

  /** Those that could be in the next block, best first. */
  List<Bytes> pending();

  /** Whether a transaction that could be in the next block provides {@code tag}. */
  boolean provides(Bytes tag);

  /** Tells of every status of every transaction from now on, on the node's thread. */
  void addListener(StatusListener listener);
}
