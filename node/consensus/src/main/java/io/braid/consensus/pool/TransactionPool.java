package io.braid.consensus.pool;

import io.braid.consensus.authoring.TransactionQueue;
import io.braid.consensus.chain.BlockRef;
import io.braid.consensus.chain.Chain;
import io.braid.consensus.chain.ChainListener;
import io.braid.consensus.pool.SubmitResult.PoolRefusal;
import io.braid.crypto.hash.Blake2b;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.InvalidTransaction;
import io.braid.runtime.api.TransactionSource;
import io.braid.runtime.api.TransactionValidityError;
import io.braid.runtime.api.ValidTransaction;
import io.braid.scale.ScaleWriter;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * Transactions that wait to be included. Ready ones could be in the next block; future ones require
 * tags that nobody provides yet. What that means is up to the runtime of the best block.
 *
 * <p>Belongs to the node's thread.
 */
public final class TransactionPool implements TransactionQueue {
  private final Chain chain;
  private final PoolLimits limits;
  private final StatusListeners listeners = new StatusListeners();
  private final PoolQueues queues;
  private final Bans bans;
  private long nextOrder;

  public TransactionPool(Chain chain, PoolLimits limits, InstantSource clock) {
    this.chain = chain;
    this.limits = limits;
    bans = new Bans(clock, limits.ban());
    queues = new PoolQueues(limits, listeners);
    IncludedTransactions included = new IncludedTransactions(listeners);
    Maintenance maintenance =
        new Maintenance(chain, queues, bans, included, listeners, this::resubmit);
    chain.addListener(
        new ChainListener() {
          @Override
          public void onBestChanged(
              BlockRef best, List<BlockRef> retracted, List<BlockRef> enacted) {
            maintenance.onBestChanged(retracted, enacted);
          }

          @Override
          public void onFinalised(List<BlockRef> finalised, List<BlockRef> discarded) {
            finalised.forEach(included::finalised);
          }
        });
  }

  /**
   * The name of a transaction, as clients compute it: the Blake2b-256 of the extrinsic with its
   * length in front.
   *
   * @param extrinsic without its length
   */
  public static Hash256 hash(Bytes extrinsic) {
    byte[] withLength = new ScaleWriter(extrinsic.size() + 4).bytes(extrinsic).toArray();
    return Hash256.of(Blake2b.hash256(withLength));
  }

  /** Tells {@code listener} what becomes of all transactions from now on. */
  public void addListener(StatusListener listener) {
    listeners.add(listener);
  }

  public void removeListener(StatusListener listener) {
    listeners.remove(listener);
  }

  /** Tells watchers that a transaction was sent to peers. */
  public void broadcast(Hash256 transaction, List<String> peers) {
    listeners.onStatus(transaction, new TransactionStatus.Broadcast(peers));
  }

  /** All transactions, the ready ones first, each without its length. */
  public List<Bytes> pending() {
    List<Bytes> all = new ArrayList<>();
    ready().forEach(all::add);
    queues.future().forEach(entry -> all.add(entry.extrinsic()));
    return all;
  }

  public int readyCount() {
    return queues.readyCount();
  }

  public int futureCount() {
    return queues.futureCount();
  }

  public boolean contains(Hash256 transaction) {
    return queues.contains(transaction);
  }

  /** Whether a transaction that is ready provides {@code tag}. */
  public boolean provides(Bytes tag) {
    return queues.provides(tag);
  }

  /** Whether the runtime wants a transaction of the pool sent to peers. */
  public boolean isPropagated(Hash256 transaction) {
    return queues.findReady(transaction).filter(entry -> entry.validity().propagate()).isPresent();
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
              : queues.add(pooled(hash, extrinsic, source, validity));
    };
  }

  private Pooled pooled(
      Hash256 hash, Bytes extrinsic, TransactionSource source, ValidTransaction validity) {
    return Pooled.at(chain.best().number(), hash, extrinsic, source, validity, nextOrder++);
  }

  /**
   * Takes in what a block that was retracted held. It was in a block: reports of offences, which
   * the runtime takes from blocks and from their own node only, come back too.
   */
  private void resubmit(Bytes extrinsic) {
    submit(extrinsic, TransactionSource.IN_BLOCK);
  }

  private static SubmitResult refused(PoolRefusal reason) {
    return new SubmitResult.Refused(reason);
  }

  // Authoring

  @Override
  public Iterable<Bytes> ready() {
    return queues::readyOrder;
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
    if (queues.remove(hash).isPresent()) {
      bans.add(hash);
      listeners.onStatus(hash, new TransactionStatus.Invalid());
      queues.demoteOrphans();
    }
  }

  /** Removes a transaction at the operator's wish, and bans it for a while. */
  public boolean ban(Hash256 hash) {
    boolean here = contains(hash);
    remove(hash);
    return here;
  }
}
