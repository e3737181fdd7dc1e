package io.braid.rpc.methods;

import io.braid.consensus.chain.BlockRef;
import io.braid.consensus.chain.Chain;
import io.braid.consensus.chain.ChainListener;
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

    default void onImported(Header header) {}

    default void onBest(BlockRef best) {}

    default void onFinalised(List<BlockRef> blocks) {}
  }

  /**
   * Where the chain stands.
   *
   * @param best the head of the best chain
   * @param finalised the last finalised block
   */
  record Heads(BlockRef best, BlockRef finalised) {
    Heads withBest(BlockRef block) {
      return new Heads(block, finalised);
    }

    Heads withFinalised(BlockRef block) {
      return new Heads(best, block);
    }
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
    Heads heads = new Heads(chain.best(), chain.finalised());
    ChainFeed feed = new ChainFeed(heads, notifier, maxQueued);
    chain.addListener(feed);
    return feed;
  }

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
    queue(() -> each(listener -> listener.onImported(header)));
  }

  @Override
  public void onBestChanged(BlockRef best, List<BlockRef> retracted, List<BlockRef> enacted) {
    heads = heads.withBest(best);
    queue(() -> tellBest(best));
  }

  @Override
  public void onFinalised(List<BlockRef> finalised, List<BlockRef> discarded) {
    heads = heads.withFinalised(finalised.getLast());
    queue(() -> tellFinalised(finalised));
  }

  private void queue(Runnable news) {
    if (queued.incrementAndGet() > maxQueued) {
      queued.decrementAndGet();
      if (!lost.getAndSet(true)) {
        LOG.warn("subscribers lag {} events behind; they will miss some", maxQueued);
      }
      return;
    }
    try {
      notifier.execute(() -> {
        news.run();
        if (queued.decrementAndGet() == 0 && lost.getAndSet(false)) {
          tellBest(heads.best());
          tellFinalised(List.of(heads.finalised()));
        }
      });
    } catch (RejectedExecutionException e) {
      // The server was closed; the chain goes on without it.
      queued.decrementAndGet();
    }
  }

  private void tellBest(BlockRef best) {
    told = told.withBest(best);
    each(listener -> listener.onBest(best));
  }

  private void tellFinalised(List<BlockRef> blocks) {
    told = told.withFinalised(blocks.getLast());
    each(listener -> listener.onFinalised(blocks));
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
