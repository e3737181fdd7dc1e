/**
 * The part of a node that agrees with others on one chain: block tree, import, authoring, finality,
 * transaction pool and synchronisation.
 *
 * <p>Everything here is a state machine with one thread at a time and ports for the world outside
 * ({@code ports}): nothing reads a clock, sleeps, starts a thread or does I/O. {@code node/service}
 * runs it on real threads, tests and simulations on simulated time.
 */
@NullMarked
package io.braid.consensus;

import org.jspecify.annotations.NullMarked;
