package io.braid.executor.pvf;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;

/**
 * As {@link DedicatedThreads}, but the deadline is processor time of the task itself: what else the
 * machine does is not counted.
 */
public final class MeteredThreads implements PvfThreads {
  private static final Duration LOOK_EVERY = Duration.ofMillis(20);

  @Override
  public void run(long stackBytes, Duration deadline, Runnable task) {
    Thread thread = start(stackBytes, task);
    try {
      if (!endsWithin(thread, deadline)) {
        thread.interrupt();
        thread.join();
      }
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
    }
  }

  /** A running thread that does not keep the process alive. */
  public static Thread start(long stackBytes, Runnable task) {
    Thread thread = new Thread(null, task, "pvf", stackBytes);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  /**
   * Waits until the thread has ended, or has used more than {@code limit} of processor time.
   *
   * @return whether it has ended
   */
  public static boolean endsWithin(Thread thread, Duration limit) throws InterruptedException {
    ThreadMXBean times = ManagementFactory.getThreadMXBean();
    while (!thread.join(LOOK_EVERY)) {
      if (times.getThreadCpuTime(thread.threadId()) > limit.toNanos()) {
        return false;
      }
    }
    return true;
  }
}
