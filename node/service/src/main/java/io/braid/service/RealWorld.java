package io.braid.service;

import io.braid.crypto.NonceEntropy;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** This machine: a thread for each node, and workers on all processors but one. */
public final class RealWorld implements World {
  private final ExecutorService workers =
      Executors.newFixedThreadPool(
          Math.max(1, Runtime.getRuntime().availableProcessors() - 1), RealWorld::worker);

  private static Thread worker(Runnable task) {
    Thread thread = new Thread(task, "worker");
    thread.setDaemon(true);
    return thread;
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
  public Executor workers() {
    return workers;
  }

  @Override
  public void close() {
    workers.shutdownNow();
  }
}
