package io.braid.executor.pvf;

import java.time.Duration;

/** A real thread for each task, and real time. An adapter: nothing in the node's core makes one. */
public final class DedicatedThreads implements PvfThreads {
  @Override
  public void run(long stackBytes, Duration deadline, Runnable task) {
    Thread thread = new Thread(null, task, "pvf", stackBytes);
    thread.setDaemon(true);
    thread.start();
    boolean interrupted = false;
    try {
      if (!thread.join(deadline)) {
        thread.interrupt();
      }
    } catch (InterruptedException e) {
      interrupted = true;
      thread.interrupt();
    }
    interrupted |= joined(thread);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Waits for an interrupted task, which ends at its next loop or call; keeps being interrupted for
   * later.
   */
  private static boolean joined(Thread thread) {
    boolean interrupted = false;
    while (true) {
      try {
        thread.join();
        return interrupted;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
  }
}
