package io.braid.rpc.methods;

import io.braid.consensus.pool.SubmitResult;
import io.braid.consensus.pool.TransactionStatus;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.rpc.node.NodeHandle;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A transaction that is offered to the pool, which sends it to peers, at each new best block at
 * which it is not there, until it is final or its client ends it. Lives on the node's thread.
 */
final class Broadcast {
  private final NodeHandle node;
  private final TransactionWatchers watchers;
  private final Bytes body;
  private final Consumer<TransactionStatus> watcher = this::onStatus;
  private Optional<Hash256> watched = Optional.empty();
  private boolean inPool;
  private boolean ended;

  /**
   * @param body of the extrinsic, without its length
   */
  Broadcast(NodeHandle node, TransactionWatchers watchers, Bytes body) {
    this.node = node;
    this.watchers = watchers;
    this.body = body;
  }

  /** Offers it at each new best block. */
  ChainFeed.Listener watch() {
    return new HeadWatch(node.thread(), this::offer);
  }

  private void offer() {
    if (ended || inPool) {
      return;
    }
    // Before it is submitted: what becomes of it may be told while it is.
    inPool = true;
    switch (watchers.submit(body, watcher)) {
      case SubmitResult.Accepted(Hash256 hash) -> watched = Optional.of(hash);
      case SubmitResult.Refused refused -> inPool = false;
    }
  }

  private void onStatus(TransactionStatus status) {
    if (status.isFinal()) {
      inPool = false;
      ended |= status instanceof TransactionStatus.Finalised;
    }
  }

  /** Offers it no more; for any thread. */
  void end() {
    node.thread()
        .execute(() -> {
          ended = true;
          watched.ifPresent(hash -> watchers.remove(hash, watcher));
        });
  }
}
