package io.braid.devnet;

import io.braid.executor.ExecutionStrategy;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How to run a network.
 *
 * @param data the folder for databases; without it everything is in memory
 */
public record DevnetOptions(ExecutionStrategy execution, Optional<Path> data) {}
