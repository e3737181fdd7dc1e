package io.braid.rpc.methods;

import io.braid.consensus.chain.BlockRef;
import io.braid.consensus.chain.Chain;
import io.braid.consensus.chain.ChainListener;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.Header;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;

/**
 * What subscribers hear of the chain, and where it stands. The node's thread only notes the news
 * here; they are told on a thread of the server's, in order.
 */
public final class ChainFeed implements ChainListener {
  /** Hears of the chain on the server's notifying thread. */
  interface Listener {
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
  record Heads(BlockRef best, BlockRef finalised) {}

  private final Executor notifier;
  private final List<Listener> listeners = new CopyOnWriteArrayList<>();
  private volatile Heads heads;

  private ChainFeed(Heads heads, Executor notifier) {
    this.heads = heads;
    this.notifier = notifier;
  }

  /**
   * Listens to {@code chain} from now on. Call on the node's thread.
   *
   * @param notifier one thread with a bounded queue
   */
  public static ChainFeed attach(Chain chain, Executor notifier) {
    ChainFeed feed = new ChainFeed(new Heads(chain.best(), chain.finalised()), notifier);
    chain.addListener(feed);
    return feed;
  }

  Heads heads() {
    return heads;
  }

  Hash256 best() {
    return heads.best().hash();
  }

  /** Tells {@code listener} of everything from now on; the result ends that. */
  Runnable add(Listener listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  /** Runs a task among the notifications, in order. */
  void inOrder(Runnable task) {
    notifier.execute(task);
  }

  @Override
  public void onImported(BlockRef block, Header header) {
    notifier.execute(() -> listeners.forEach(listener -> listener.onImported(header)));
  }

  @Override
  public void onBestChanged(BlockRef best, List<BlockRef> retracted, List<BlockRef> enacted) {
    heads = new Heads(best, heads.finalised());
    notifier.execute(() -> listeners.forEach(listener -> listener.onBest(best)));
  }

  @Override
  public void onFinalised(List<BlockRef> finalised, List<BlockRef> discarded) {
    heads = new Heads(heads.best(), finalised.getLast());
    notifier.execute(() -> listeners.forEach(listener -> listener.onFinalised(finalised)));
  }
}
