package io.braid.rpc.node;

import io.braid.consensus.node.Node;
import io.braid.consensus.pool.StatusListener;
import io.braid.consensus.pool.SubmitResult;
import io.braid.primitives.Bytes;
import java.util.List;

/** The transaction pool, for use on the node's thread. Extrinsics come without their length. */
public interface TransactionPort {
  /** Offers a transaction that came from outside. */
  SubmitResult submit(Bytes extrinsic);

  /** All that wait, those that could be in the next block first. */
  List<Bytes> pending();

  /** Whether a transaction that could be in the next block provides {@code tag}. */
  boolean provides(Bytes tag);

  /** Tells of every status of every transaction from now on, on the node's thread. */
  void addListener(StatusListener listener);

  /** The pool of a relay-chain node, which also sends what it accepts to its peers. */
  static TransactionPort of(Node node) {
    return new TransactionPort() {
      @Override
      public SubmitResult submit(Bytes extrinsic) {
        return node.submit(extrinsic);
      }

      @Override
      public List<Bytes> pending() {
        return node.pool().pending();
      }

      @Override
      public boolean provides(Bytes tag) {
        return node.pool().provides(tag);
      }

      @Override
      public void addListener(StatusListener listener) {
        node.pool().addListener(listener);
      }
    };
  }
}
