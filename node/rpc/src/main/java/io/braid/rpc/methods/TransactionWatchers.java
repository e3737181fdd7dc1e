package io.braid.rpc.methods;

import io.braid.consensus.pool.StatusListener;
import io.braid.consensus.pool.SubmitResult;
import io.braid.consensus.pool.TransactionStatus;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.rpc.node.NodeHandle;
import io.braid.rpc.node.TransactionPort;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Who waits for news of which transaction. Lives on the node's thread. Grows with subscriptions,
 * which are bounded; an entry goes with its subscription or with the last status.
 */
final class TransactionWatchers implements StatusListener {
  private record Early(Hash256 transaction, TransactionStatus status) {}

  private final TransactionPort pool;
  private final Map<Hash256, List<Consumer<TransactionStatus>>> watchers = new HashMap<>();
  private final List<Early> early = new ArrayList<>();
  private boolean submitting;

  TransactionWatchers(NodeHandle node) {
    pool = node.transactions();
    pool.addListener(this);
  }

  @Override
  public void onStatus(Hash256 transaction, TransactionStatus status) {
    if (submitting) {
      early.add(new Early(transaction, status));
    }
    List<Consumer<TransactionStatus>> interested =
        status.isFinal() ? watchers.remove(transaction) : watchers.get(transaction);
    if (interested != null) {
      List.copyOf(interested).forEach(watcher -> watcher.accept(status));
    }
  }

  /**
   * Submits a transaction and tells {@code watcher} of its statuses, including those that it got
   * while it was submitted.
   */
  SubmitResult submit(Bytes body, Consumer<TransactionStatus> watcher) {
    submitting = true;
    SubmitResult result = pool.submit(body);
    submitting = false;
    if (result instanceof SubmitResult.Accepted(Hash256 hash)) {
      boolean ended = false;
      for (Early news : early) {
        if (news.transaction.equals(hash)) {
          watcher.accept(news.status);
          ended |= news.status.isFinal();
        }
      }
      if (!ended) {
        watch(hash, watcher);
      }
    }
    early.clear();
    return result;
  }

  /** Tells {@code watcher} what becomes of a transaction that is in the pool already. */
  void watch(Hash256 transaction, Consumer<TransactionStatus> watcher) {
    watchers.computeIfAbsent(transaction, key -> new ArrayList<>()).add(watcher);
  }

  /** Tells {@code watcher} nothing more. */
  void remove(Hash256 transaction, Consumer<TransactionStatus> watcher) {
    List<Consumer<TransactionStatus>> interested = watchers.get(transaction);
    if (interested != null && interested.remove(watcher) && interested.isEmpty()) {
      watchers.remove(transaction);
    }
  }
}
