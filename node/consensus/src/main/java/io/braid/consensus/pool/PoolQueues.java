package io.braid.consensus.pool;

import io.braid.consensus.pool.SubmitResult.PoolRefusal;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The ready and the future transactions. A transaction is ready when all tags that it requires are
 * provided by ready ones; whatever comes or goes, the others move accordingly. No two ready ones
 * provide the same tag.
 */
final class PoolQueues {
  private final PoolLimits limits;
  private final StatusListener statuses;
  private final Queue ready = new Queue();
  private final Queue future = new Queue();

  PoolQueues(PoolLimits limits, StatusListener statuses) {
    this.limits = limits;
    this.statuses = statuses;
  }

  private void tell(Hash256 transaction, TransactionStatus status) {
    statuses.onStatus(transaction, status);
  }

  int readyCount() {
    return ready.count();
  }

  int futureCount() {
    return future.count();
  }

  boolean isEmpty() {
    return ready.count() + future.count() == 0;
  }

  boolean contains(Hash256 transaction) {
    return ready.contains(transaction) || future.contains(transaction);
  }

  Optional<Pooled> findReady(Hash256 transaction) {
    return ready.find(transaction);
  }

  /** Whether a transaction that is ready provides {@code tag}. */
  boolean provides(Bytes tag) {
    return ready.provides(tag);
  }

  /** The ready ones in the order in which a block takes them. */
  Iterator<Bytes> readyOrder() {
    return new ReadyOrder(ready.all(), entry -> ready.contains(entry.hash()));
  }

  List<Pooled> future() {
    return future.all();
  }

  /** All, the ready ones first, those that came or were asked about last behind. */
  List<Pooled> all() {
    List<Pooled> all = ready.all();
    all.addAll(future.all());
    return all;
  }

  // Coming

  /** Takes a new transaction in, unless a better one provides the same or there is no room. */
  SubmitResult add(Pooled entry) {
    return isReady(entry) ? addReady(entry) : addFuture(entry);
  }

  private boolean isReady(Pooled entry) {
    for (Bytes tag : entry.validity().requires()) {
      if (!ready.provides(tag)) {
        return false;
      }
    }
    return true;
  }

  private SubmitResult addFuture(Pooled entry) {
    future.add(entry);
    tell(entry.hash(), new TransactionStatus.Future());
    while (future.count() > limits.futureCount() || future.bytes() > limits.futureBytes()) {
      Pooled worst = worst(future);
      future.remove(worst.hash());
      tell(worst.hash(), new TransactionStatus.Dropped());
    }
    return outcome(entry);
  }

  private SubmitResult outcome(Pooled entry) {
    return contains(entry.hash())
        ? new SubmitResult.Accepted(entry.hash())
        : new SubmitResult.Refused(new PoolRefusal.PoolFull(ready.count(), ready.bytes()));
  }

  private static Pooled worst(Queue queue) {
    List<Pooled> all = queue.all();
    all.sort(Pooled::compare);
    return all.getLast();
  }

  private SubmitResult addReady(Pooled entry) {
    List<Pooled> rivals = ready.providersOf(entry.validity().provides());
    for (Pooled rival : rivals) {
      if (Long.compareUnsigned(rival.validity().priority(), entry.validity().priority()) >= 0) {
        return new SubmitResult.Refused(
            new PoolRefusal.TooLowPriority(
                entry.validity().priority(), rival.validity().priority()));
      }
    }
    for (Pooled rival : rivals) {
      ready.remove(rival.hash());
      tell(rival.hash(), new TransactionStatus.Usurped(entry.hash()));
    }
    ready.add(entry);
    tell(entry.hash(), new TransactionStatus.Ready());
    demoteOrphans();
    promote();
    shrink();
    return outcome(entry);
  }

  private void shrink() {
    while (ready.count() > limits.readyCount() || ready.bytes() > limits.readyBytes()) {
      Pooled worst = worst(ready);
      ready.remove(worst.hash());
      tell(worst.hash(), new TransactionStatus.Dropped());
      demoteOrphans();
    }
  }

  // Going

  /** Takes one out; the others stay where they are, until {@link #settle}. */
  Optional<Pooled> remove(Hash256 transaction) {
    return ready.remove(transaction).or(() -> future.remove(transaction));
  }

  /** Puts a new answer of the runtime in the place of an old one, behind all others. */
  void replace(Pooled entry) {
    Queue queue = ready.contains(entry.hash()) ? ready : future;
    queue.remove(entry.hash());
    queue.add(entry);
  }

  /** What the chain provides now is no longer required, nor worth providing again. */
  void satisfy(Set<Bytes> provided) {
    if (provided.isEmpty()) {
      return;
    }
    for (Queue queue : List.of(ready, future)) {
      for (Pooled entry : queue.all()) {
        if (entry.validity().provides().stream().anyMatch(provided::contains)) {
          queue.remove(entry.hash());
          tell(entry.hash(), new TransactionStatus.Invalid());
        } else if (entry.validity().requires().stream().anyMatch(provided::contains)) {
          queue.remove(entry.hash());
          queue.add(entry.without(provided));
        }
      }
    }
    settle();
  }

  // Moving

  /** Moves every transaction to where it belongs. */
  void settle() {
    demoteOrphans();
    promote();
  }

  /** Moves ready transactions back whose required tags nobody provides any more. */
  void demoteOrphans() {
    boolean again = true;
    while (again) {
      again = false;
      for (Pooled entry : ready.all()) {
        if (!isReady(entry)) {
          ready.remove(entry.hash());
          future.add(entry);
          tell(entry.hash(), new TransactionStatus.Future());
          again = true;
        }
      }
    }
  }

  /** Moves future transactions up that have all they require. */
  private void promote() {
    boolean again = future.count() > 0;
    while (again) {
      again = false;
      for (Pooled entry : future.all()) {
        if (isReady(entry)) {
          future.remove(entry.hash());
          List<Pooled> rivals = ready.providersOf(entry.validity().provides());
          if (rivals.isEmpty()) {
            ready.add(entry);
            tell(entry.hash(), new TransactionStatus.Ready());
            again = true;
          } else {
            tell(entry.hash(), new TransactionStatus.Usurped(rivals.getFirst().hash()));
          }
        }
      }
    }
  }
}
