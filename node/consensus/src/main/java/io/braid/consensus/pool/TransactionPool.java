package io.braid.consensus.pool;

import io.braid.consensus.authoring.TransactionQueue;
import io.braid.consensus.chain.BlockRef;
import io.braid.consensus.chain.Chain;
import io.braid.consensus.chain.ChainListener;
import io.braid.consensus.pool.SubmitResult.PoolRefusal;
import io.braid.crypto.hash.Blake2b;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.Header;
import io.braid.runtime.api.InvalidTransaction;
import io.braid.runtime.api.TransactionSource;
import io.braid.runtime.api.TransactionValidityError;
import io.braid.runtime.api.ValidTransaction;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Transactions that wait to be included. Ready ones could be in the next block; future ones require
 * tags that nobody provides yet. What that means is up to the runtime of the best block.
 *
 * <p>Belongs to the node's thread.
 */
public final class TransactionPool implements TransactionQueue {
  /** Transactions that are validated again after each block, those that waited longest first. */
  private static final int REVALIDATED_PER_BLOCK = 64;

  private final Chain chain;
  private final PoolLimits limits;
  private final Queue ready = new Queue();
  private final Queue future = new Queue();
  private final Bans bans;
  private final IncludedTransactions included;
  private final List<StatusListener> listeners = new ArrayList<>();
  private long nextOrder;

  public TransactionPool(Chain chain, PoolLimits limits, InstantSource clock) {
    this.chain = chain;
    this.limits = limits;
    bans = new Bans(clock, limits.ban());
    included = new IncludedTransactions(this::tell);
    chain.addListener(
        new ChainListener() {
          @Override
          public void onBestChanged(
              BlockRef best, List<BlockRef> retracted, List<BlockRef> enacted) {
            maintain(retracted, enacted);
          }

          @Override
          public void onFinalised(List<BlockRef> finalised, List<BlockRef> discarded) {
            finalised.forEach(included::finalised);
          }
        });
  }

  /** The name of a transaction: the Blake2b-256 of the extrinsic without its length. */
  public static Hash256 hash(Bytes extrinsic) {
    return Hash256.of(Blake2b.hash256(extrinsic.unsafeArray()));
  }

  /** Tells {@code listener} what becomes of all transactions from now on. */
  public void addListener(StatusListener listener) {
    listeners.add(listener);
  }

  public void removeListener(StatusListener listener) {
    listeners.remove(listener);
  }

  private void tell(Hash256 transaction, TransactionStatus status) {
    for (StatusListener listener : List.copyOf(listeners)) {
      listener.onStatus(transaction, status);
    }
  }

  /** Tells watchers that a transaction was sent to peers. */
  public void broadcast(Hash256 transaction, List<String> peers) {
    tell(transaction, new TransactionStatus.Broadcast(peers));
  }

  /** All transactions, the ready ones first, each without its length. */
  public List<Bytes> pending() {
    List<Bytes> all = new ArrayList<>();
    ready().forEach(all::add);
    future.all().forEach(entry -> all.add(entry.extrinsic()));
    return all;
  }

  public int readyCount() {
    return ready.count();
  }

  public int futureCount() {
    return future.count();
  }

  public boolean contains(Hash256 transaction) {
    return ready.contains(transaction) || future.contains(transaction);
  }

  /** Whether the runtime wants a transaction of the pool sent to peers. */
  public boolean isPropagated(Hash256 transaction) {
    return ready.find(transaction).filter(entry -> entry.validity().propagate()).isPresent();
  }

  // Submission

  /**
   * Validates a transaction on the best block and takes it in.
   *
   * @param extrinsic without its length
   */
  public SubmitResult submit(Bytes extrinsic, TransactionSource source) {
    Hash256 hash = hash(extrinsic);
    if (extrinsic.size() > limits.transactionBytes()) {
      return refused(new PoolRefusal.TooLarge(extrinsic.size(), limits.transactionBytes()));
    }
    if (contains(hash)) {
      return refused(new PoolRefusal.AlreadyImported(hash));
    }
    if (bans.contains(hash)) {
      return refused(new PoolRefusal.TemporarilyBanned(hash));
    }
    return switch (Validity.ask(chain, chain.best().hash(), source, extrinsic)) {
      case Validity.NoAnswer(String reason) -> refused(new PoolRefusal.CannotValidate(reason));
      case Validity.Refused(TransactionValidityError error) -> {
        if (error instanceof TransactionValidityError.Invalid) {
          bans.add(hash);
        }
        yield refused(new PoolRefusal.NotValid(error));
      }
      case Validity.Valid(ValidTransaction validity) ->
          validity.provides().isEmpty()
              ? refused(new PoolRefusal.NoTagsProvided())
              : add(pooled(hash, extrinsic, source, validity, nextOrder++));
    };
  }

  private static SubmitResult refused(PoolRefusal reason) {
    return new SubmitResult.Refused(reason);
  }

  private Pooled pooled(
      Hash256 hash,
      Bytes extrinsic,
      TransactionSource source,
      ValidTransaction validity,
      long order) {
    long best = chain.best().number();
    long until =
        Long.compareUnsigned(validity.longevity(), Long.MAX_VALUE - best) > 0
            ? Long.MAX_VALUE
            : best + validity.longevity();
    return new Pooled(hash, extrinsic, source, validity, order, until);
  }

  private SubmitResult add(Pooled entry) {
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
        : refused(new PoolRefusal.PoolFull(ready.count(), ready.bytes()));
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
        return refused(
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

  /** Moves ready transactions back whose required tags nobody provides any more. */
  private void demoteOrphans() {
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

  private void shrink() {
    while (ready.count() > limits.readyCount() || ready.bytes() > limits.readyBytes()) {
      Pooled worst = worst(ready);
      ready.remove(worst.hash());
      tell(worst.hash(), new TransactionStatus.Dropped());
      demoteOrphans();
    }
  }

  // Authoring

  @Override
  public Iterable<Bytes> ready() {
    return () -> new ReadyOrder(ready.all(), entry -> ready.contains(entry.hash()));
  }

  /** A transaction whose predecessor found no room is not to blame, and stays. */
  @Override
  public void refused(Bytes extrinsic, TransactionValidityError reason) {
    boolean tooEarly =
        reason instanceof TransactionValidityError.Invalid invalid
            && invalid.reason() instanceof InvalidTransaction.Future;
    if (!tooEarly) {
      remove(hash(extrinsic));
    }
  }

  @Override
  public void trapped(Bytes extrinsic, String reason) {
    remove(hash(extrinsic));
  }

  /** Removes a transaction that turned out invalid. */
  private void remove(Hash256 hash) {
    if (ready.remove(hash).or(() -> future.remove(hash)).isPresent()) {
      bans.add(hash);
      tell(hash, new TransactionStatus.Invalid());
      demoteOrphans();
    }
  }

  /** Removes a transaction at the operator's wish, and bans it for a while. */
  public boolean ban(Hash256 hash) {
    boolean here = contains(hash);
    remove(hash);
    return here;
  }

  // New blocks

  private void maintain(List<BlockRef> retracted, List<BlockRef> enacted) {
    Map<Hash256, Bytes> homeless = new LinkedHashMap<>();
    for (BlockRef block : retracted) {
      included.retracted(block);
      for (Bytes extrinsic : chain.body(block.hash()).orElse(List.of())) {
        homeless.put(hash(extrinsic), extrinsic);
      }
    }
    Set<Bytes> provided = new LinkedHashSet<>();
    for (BlockRef block : enacted) {
      include(block, homeless, provided);
    }
    satisfy(provided);
    for (Bytes extrinsic : homeless.values()) {
      submit(extrinsic, TransactionSource.EXTERNAL);
    }
    revalidate();
  }

  private void include(BlockRef block, Map<Hash256, Bytes> homeless, Set<Bytes> provided) {
    List<Bytes> body = chain.body(block.hash()).orElse(List.of());
    for (int i = 0; i < body.size(); i++) {
      Hash256 hash = hash(body.get(i));
      boolean returned = homeless.remove(hash) != null;
      Optional<Pooled> ours = ready.remove(hash).or(() -> future.remove(hash));
      if (ours.isPresent()) {
        provided.addAll(ours.get().validity().provides());
      } else if (ready.count() + future.count() > 0) {
        provided.addAll(tagsOf(block, body.get(i)));
      }
      if (ours.isPresent() || returned) {
        included.included(block, hash, i);
      }
    }
  }

  /** What an extrinsic that was never here provides; nothing for inherents. */
  private List<Bytes> tagsOf(BlockRef block, Bytes extrinsic) {
    Optional<Header> header = chain.header(block.hash());
    return header.isPresent()
            && Validity.ask(chain, header.get().parentHash(), TransactionSource.IN_BLOCK, extrinsic)
                instanceof Validity.Valid(ValidTransaction valid)
        ? valid.provides()
        : List.of();
  }

  /** What the chain provides now is no longer required, nor worth providing again. */
  private void satisfy(Set<Bytes> provided) {
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
          queue.add(without(entry, provided));
        }
      }
    }
    demoteOrphans();
    promote();
  }

  private static Pooled without(Pooled entry, Set<Bytes> provided) {
    ValidTransaction v = entry.validity();
    List<Bytes> left = v.requires().stream().filter(tag -> !provided.contains(tag)).toList();
    return new Pooled(
        entry.hash(),
        entry.extrinsic(),
        entry.source(),
        new ValidTransaction(v.priority(), left, v.provides(), v.longevity(), v.propagate()),
        entry.order(),
        entry.validUntil());
  }

  /** Asks again about some that waited longest, and about all whose answer has run out. */
  private void revalidate() {
    int left = REVALIDATED_PER_BLOCK;
    for (Queue queue : List.of(ready, future)) {
      for (Pooled entry : queue.all()) {
        boolean ranOut = entry.validUntil() < chain.best().number();
        if (ranOut || left-- > 0) {
          revalidate(queue, entry);
        }
      }
    }
    demoteOrphans();
    promote();
  }

  private void revalidate(Queue queue, Pooled entry) {
    switch (Validity.ask(chain, chain.best().hash(), entry.source(), entry.extrinsic())) {
      case Validity.Valid(ValidTransaction valid) -> {
        // Behind the others, so that these come first the next time.
        queue.remove(entry.hash());
        queue.add(pooled(entry.hash(), entry.extrinsic(), entry.source(), valid, entry.order()));
      }
      case Validity.Refused(TransactionValidityError error) -> {
        queue.remove(entry.hash());
        bans.add(entry.hash());
        tell(entry.hash(), new TransactionStatus.Invalid());
      }
      case Validity.NoAnswer(String reason) -> {}
    }
  }
}
