package io.braid.rpc.methods;

import io.braid.consensus.chain.BlockRef;
import io.braid.rpc.protocol.Session;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Looks at each new best block on the subscriber's own turn, so that one with much to look at
 * delays no other. When blocks come faster than turns, some are passed over.
 */
final class HeadWatch implements ChainFeed.Listener {
  private final Session session;
  private final Runnable look;
  private final AtomicBoolean planned = new AtomicBoolean();

  /**
   * @param look at the best block of the moment; never runs twice at once
   */
  HeadWatch(Session session, Runnable look) {
    this.session = session;
    this.look = look;
  }

  @Override
  public void begin(Heads heads) {
    plan();
  }

  @Override
  public void onBest(BlockRef best) {
    plan();
  }

  private void plan() {
    if (!planned.getAndSet(true)) {
      session.later(() -> {
        planned.set(false);
        look.run();
      });
    }
  }
}
