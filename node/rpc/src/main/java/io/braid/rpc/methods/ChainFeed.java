package io.braid.rpc.methods;

import io.braid.consensus.chain.BlockRef;
import io.braid.consensus.chain.Chain;
import io.braid.consensus.chain.ChainListener;
import io.braid.consensus.chain.Justification;
import io.braid.primitives.Hash256;
import io.braid.rpc.protocol.Subscription;
import io.braid.runtime.api.Header;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What subscribers hear of the chain, and where it stands. The node's thread only notes the news
 * here; they are told on a thread of the server's, in order.
 */
public final class ChainFeed implements ChainListener {
  private static final Logger LOG = LoggerFactory.getLogger(ChainFeed.class);

  /** Hears of the chain on the server's notifying thread; must not take long. */
  interface Listener {
    /** Once, before all else: where the chain stood at the last news. */
    void begin(Heads heads);

    default void onImported(BlockRef block, Header header) {}

    default void onBest(BlockRef best) {}

    /**
     * @param blocks ascending; never empty
     * @param discarded blocks that can never become final now
     */
    default void onFinalised(List<BlockRef> blocks, List<BlockRef> discarded) {}

    /** A final block was proved by a further engine. */
    default void onJustified(BlockRef block, Justification proof) {}

    /** Some news were lost; what follows does not join on to what came before. */
    default void onGap() {}
  }

  private final Executor notifier;
  private final int maxQueued;
  private final AtomicInteger queued = new AtomicInteger();
  private final AtomicBoolean lost = new AtomicBoolean();
  private final List<Listener> listeners = new CopyOnWriteArrayList<>();

  /** Written on the node's thread only. */
  private volatile Heads heads;

  /** What listeners know. Belongs to the notifying thread. */
  private Heads told;

  ChainFeed(Heads heads, Executor notifier, int maxQueued) {
    this.heads = heads;
    this.notifier = notifier;
    this.maxQueued = maxQueued;
    told = heads;
  }

  /**
   * Listens to {@code chain} from now on. Call on the node's thread.
   *
   * @param notifier one thread
   * @param maxQueued events that may wait for it; more are lost, and made good by telling where the
   *     chain stands when it has caught up
   */
  public static ChainFeed attach(Chain chain, Executor notifier, int maxQueued) {
    ChainFeed feed = new ChainFeed(Heads.of(chain), notifier, maxQueued);
    chain.addListener(feed);
    return feed;
  }

  /** Where the chain stands, for any thread. */
  Heads heads() {
    return heads;
  }

  Hash256 best() {
    return heads.best().hash();
  }

  /** Tells {@code listener} where the chain stands and of everything after, until the end. */
  void tell(Subscription subscription, Listener listener) {
    notifier.execute(() -> {
      listener.begin(told);
      listeners.add(listener);
      subscription.onClose(() -> listeners.remove(listener));
    });
  }

  @Override
  public void onImported(BlockRef block, Header header) {
    queue(
        heads.withImported(block, header.parentHash()),
        listener -> listener.onImported(block, header));
  }

  @Override
  public void onBestChanged(BlockRef best, List<BlockRef> retracted, List<BlockRef> enacted) {
    queue(heads.withBest(best), listener -> listener.onBest(best));
  }

  @Override
  public void onFinalised(List<BlockRef> finalised, List<BlockRef> discarded) {
    queue(
        heads.withFinalised(finalised, discarded),
        listener -> listener.onFinalised(finalised, discarded));
  }

  @Override
  public void onJustified(BlockRef block, Justification proof) {
    queue(heads.withNews(), listener -> listener.onJustified(block, proof));
  }

  private void queue(Heads now, Consumer<Listener> news) {
    heads = now;
    if (queued.incrementAndGet() > maxQueued) {
      queued.decrementAndGet();
      if (!lost.getAndSet(true)) {
        LOG.warn("subscribers lag {} events behind; they will miss some", maxQueued);
      }
      return;
    }
    try {
      notifier.execute(() -> {
        tell(now, news);
        if (queued.decrementAndGet() == 0 && lost.getAndSet(false)) {
          catchUp();
        }
      });
    } catch (RejectedExecutionException e) {
      // The server was closed; the chain goes on without it.
      queued.decrementAndGet();
    }
  }

  /** Passes over what a catching up has told already. */
  private void tell(Heads now, Consumer<Listener> news) {
    if (now.number() > told.number()) {
      told = now;
      each(news);
    }
  }

  private void catchUp() {
    told = heads;
    each(listener -> {
      listener.onGap();
      listener.onBest(told.best());
      listener.onFinalised(List.of(told.finalised()), List.of());
    });
  }

  /** One listener's failure is not the others'. */
  private void each(Consumer<Listener> news) {
    for (Listener listener : listeners) {
      try {
        news.accept(listener);
      } catch (RuntimeException e) {
        LOG.error("a subscriber could not be told", e);
      }
    }
  }
}
