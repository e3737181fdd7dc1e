package io.braid.rpc.methods;

import io.braid.consensus.chain.BlockRef;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Looks at each new best block somewhere else than on the notifying thread, such as on the
 * subscriber's own turn, so that one with much to look at delays no other. When blocks come faster
 * than turns, some are passed over.
 */
final class HeadWatch implements ChainFeed.Listener {
  private final Executor turns;
  private final Runnable look;
  private final AtomicBoolean planned = new AtomicBoolean();

  /**
   * @param turns runs one look after the other
   * @param look at the best block of the moment; never runs twice at once
   */
  HeadWatch(Executor turns, Runnable look) {
    this.turns = turns;
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
      turns.execute(() -> {
        planned.set(false);
        look.run();
      });
    }
  }
}
