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
 * @param compiledCode the folder for compiled WebAssembly, which spares seconds at the next start;
 *     without it everything is compiled again
 */
public record DevnetOptions(
    ExecutionStrategy execution,
    Optional<Path> data,
    StatePruning pruning,
    Optional<Path> compiledCode) {}
