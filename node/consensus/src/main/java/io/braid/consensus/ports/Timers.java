package io.braid.consensus.ports;

import java.time.Duration;

/** Runs things later, on the node's thread. */
@FunctionalInterface
public interface Timers {
  /**
   * @param delay from now; not negative
   */
  void after(Duration delay, Runnable task);
}
