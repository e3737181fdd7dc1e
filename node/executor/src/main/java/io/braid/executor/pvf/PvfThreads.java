package io.braid.executor.pvf;

import java.time.Duration;

/** Lends threads with a deep stack, and ends what runs too long. */
public interface PvfThreads {
  /**
   * Runs {@code task} on a thread with at least {@code stackBytes} of stack and comes back when it
   * is done; interrupts the task when {@code deadline} has passed.
   */
  void run(long stackBytes, Duration deadline, Runnable task);
}
