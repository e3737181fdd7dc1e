package io.braid.rpc;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The server's threads besides Netty's. */
final class RpcThreads {
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

  /**
   * One thread for news. What waits for it is bounded by those who give it tasks: a number of
   * events, and one task for each new subscription.
   */
  static ExecutorService notifier() {
    return Executors.newSingleThreadExecutor(named("rpc-notifier"));
  }

  private static ThreadFactory named(String name) {
    return Thread.ofPlatform().name(name + "-", 0).daemon().stackSize(STACK_BYTES).factory();
  }
}
