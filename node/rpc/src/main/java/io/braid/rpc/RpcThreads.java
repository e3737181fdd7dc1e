package io.braid.rpc;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server's threads besides Netty's. */
final class RpcThreads {
  private static final Logger LOG = LoggerFactory.getLogger(RpcThreads.class);

  /** A runtime may recurse deeply. */
  private static final long STACK_BYTES = 16L << 20;

  private RpcThreads() {}

  /**
   * Threads that answer requests. A connection has at most one task that runs or waits, and one
   * more for what follows an answer of the node's thread, for each request in flight.
   */
  static ExecutorService workers(int count, int connections) {
    return new ThreadPoolExecutor(
        count,
        count,
        0,
        TimeUnit.SECONDS,
        new ArrayBlockingQueue<>(connections * 64),
        named("rpc-worker"));
  }

  /** One thread for news; when it lags by more than {@code events}, the oldest are lost. */
  static ExecutorService notifier(int events) {
    return new ThreadPoolExecutor(
        1,
        1,
        0,
        TimeUnit.SECONDS,
        new ArrayBlockingQueue<>(events),
        named("rpc-notifier"),
        (task, executor) -> {
          if (!executor.isShutdown()) {
            LOG.warn("subscribers lag {} events behind; the oldest is lost", events);
            executor.getQueue().poll();
            executor.execute(task);
          }
        });
  }

  private static ThreadFactory named(String name) {
    return Thread.ofPlatform().name(name + "-", 0).daemon().stackSize(STACK_BYTES).factory();
  }
}
