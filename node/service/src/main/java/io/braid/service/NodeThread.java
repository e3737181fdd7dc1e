package io.braid.service;

import io.braid.consensus.ports.Timers;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** Runs a node's events one after the other, at once or later. Tasks may come from any thread. */
public interface NodeThread extends Executor, Timers, AutoCloseable {
  /** Runs something among the node's events and gives its result. */
  default <T> CompletableFuture<T> ask(Supplier<T> question) {
    return CompletableFuture.supplyAsync(question, this);
  }

  /**
   * What has not run yet never will. Waits for the event under way, so it is never called from one.
   */
  @Override
  void close();
}
