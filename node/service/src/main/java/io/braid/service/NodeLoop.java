package io.braid.service;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A node's thread: runs its events one after the other. An event that throws is a bug of ours: it
 * ends the loop and is handed to whoever watches.
 */
final class NodeLoop implements NodeThread {
  /** Runtimes recurse. */
  private static final long STACK_BYTES = 64L << 20;

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Logger LOG = LoggerFactory.getLogger(NodeLoop.class);

  private final String name;
  private final ScheduledThreadPoolExecutor thread;
  private final Consumer<Throwable> onBug;

  /**
   * @param name of the thread
   * @param onBug gets what an event threw; called on the node's thread
   */
  NodeLoop(String name, Consumer<Throwable> onBug) {
    this.name = name;
    this.onBug = onBug;
    thread =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread made = new Thread(null, task, name, STACK_BYTES);
              made.setDaemon(true);
              return made;
            });
    thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    thread.setRemoveOnCancelPolicy(true);
  }

  @Override
  public void execute(Runnable task) {
    schedule(task, Duration.ZERO);
  }

  @Override
  public void after(Duration delay, Runnable task) {
    schedule(task, delay);
  }

  private void schedule(Runnable task, Duration delay) {
    try {
      var unused = thread.schedule(() -> run(task), delay.toNanos(), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException closed) {
      // The node is gone; whatever still comes for it is lost, as on a real network.
    }
  }

  private void run(Runnable task) {
    // Tasks that are due already outlive the shutdown.
    if (thread.isShutdown()) {
      return;
    }
    try {
      task.run();
    } catch (RuntimeException | Error bug) {
      thread.shutdown();
      onBug.accept(bug);
    }
  }

  @Override
  public void close() {
    thread.shutdown();
    try {
      // What the event under way uses, such as the database, is about to be closed.
      if (!thread.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        LOG.error("{} did not come to an end in {} seconds", name, PATIENCE.toSeconds());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
