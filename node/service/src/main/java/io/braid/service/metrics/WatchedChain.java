package io.braid.service.metrics;

import io.braid.network.transport.Traffic;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * A chain that a node follows, beside what its pulse says.
 *
 * @param id of its specification: the label {@code chain}
 * @param traffic of the chain's network, read on any thread
 * @param databaseBytes on disk, read on any thread; none in memory
 */
public record WatchedChain(
    String id, Supplier<Traffic> traffic, Optional<LongSupplier> databaseBytes) {}
