package io.braid.service;

import io.braid.crypto.NonceEntropy;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * The machine as nodes see it: threads, time and chance. Nodes are the same objects in a process
 * that runs on real threads ({@link RealWorld}) and in a simulation that answers from a seed.
 */
public interface World extends AutoCloseable {
  /**
   * A thread of its own for a node.
   *
   * @param onBug gets what an event threw, after which the thread runs nothing more
   */
  NodeThread thread(String name, Consumer<Throwable> onBug);

  InstantSource clock();

  /** For jitter, never for keys. */
  RandomGenerator random();

  /** For nonces and new keys. */
  NonceEntropy entropy();

  /** Runs what takes long, such as compiling code and validating blocks, beside the nodes. */
  Executor longWork();

  /** Runs what somebody waits for, such as checking a signature, beside the nodes. */
  Executor shortWork();

  @Override
  void close();
}
