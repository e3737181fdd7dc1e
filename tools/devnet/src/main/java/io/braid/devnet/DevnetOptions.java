package io.braid.devnet;

import io.braid.consensus.chain.StatePruning;
import io.braid.executor.ExecutionStrategy;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How to run a network.
 *
 * @param data the folder for databases; without it everything is in memory
 * @param pruning which states the nodes keep
 */
public record DevnetOptions(
    ExecutionStrategy execution, Optional<Path> data, StatePruning pruning) {
  /** Keeps the states of the usual number of blocks. */
  public DevnetOptions(ExecutionStrategy execution, Optional<Path> data) {
    this(execution, data, StatePruning.DEFAULT);
  }
}
