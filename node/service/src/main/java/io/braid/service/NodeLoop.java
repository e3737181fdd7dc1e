package io.braid.service;

import io.braid.consensus.ports.Timers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A node's thread: runs its events one after the other. An event that throws is a bug of ours: it
 * ends the loop and is handed to whoever watches.
 */
public final class NodeLoop implements Executor, Timers, AutoCloseable {
  /** Runtimes recurse. */
  private static final long STACK_BYTES = 64L << 20;

  private final ScheduledThreadPoolExecutor thread;
  private final Consumer<Throwable> onBug;

  /**
   * @param name of the thread
   * @param onBug gets what an event threw; called on the node's thread
   */
  public NodeLoop(String name, Consumer<Throwable> onBug) {
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
    try {
      task.run();
    } catch (RuntimeException | Error bug) {
      close();
      onBug.accept(bug);
    }
  }

  /** Runs something on the node's thread and gives its result. */
  public <T> CompletableFuture<T> ask(Supplier<T> question) {
    return CompletableFuture.supplyAsync(question, this);
  }

  @Override
  public void close() {
    thread.shutdown();
  }
}
