package io.braid.service;

import io.braid.crypto.NonceEntropy;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * This machine: a thread for each node, long work on all processors but one, but two threads at
 * least, short work on all.
 */
public final class RealWorld implements World {
  private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

  private final ExecutorService longWork = workers("long-work", Math.max(2, PROCESSORS - 1));
  private final ExecutorService shortWork = workers("short-work", PROCESSORS);

  private static ExecutorService workers(String name, int count) {
    return Executors.newFixedThreadPool(
        count,
        task -> {
          Thread thread = new Thread(task, name);
          thread.setDaemon(true);
          return thread;
        });
  }

  @Override
  public NodeThread thread(String name, Consumer<Throwable> onBug) {
    return new NodeLoop(name, onBug);
  }

  @Override
  public InstantSource clock() {
    return InstantSource.system();
  }

  @Override
  public RandomGenerator random() {
    return RandomGenerator.getDefault();
  }

  @Override
  public NonceEntropy entropy() {
    return new SecureRandom()::nextBytes;
  }

  @Override
  public Executor longWork() {
    return longWork;
  }

  @Override
  public Executor shortWork() {
    return shortWork;
  }

  @Override
  public void close() {
    longWork.shutdownNow();
    shortWork.shutdown();
  }
}
