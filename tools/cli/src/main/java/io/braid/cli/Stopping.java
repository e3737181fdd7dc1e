package io.braid.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C and SIGTERM: asks a running command to stop, and holds the process until the command has
 * closed what it opened. Closed last.
 */
public final class Stopping implements AutoCloseable {
  private static final long CLOSING_SECONDS = 30;

  private final CountDownLatch closed = new CountDownLatch(1);

  /**
   * @param stop makes the command end soon; called on a thread of the machine's
   */
  public Stopping(Runnable stop) {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stopped(stop)));
  }

  private void stopped(Runnable stop) {
    stop.run();
    try {
      if (!closed.await(CLOSING_SECONDS, TimeUnit.SECONDS)) {
        System.err.println("braid: the nodes did not stop in " + CLOSING_SECONDS + " seconds");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
