/**
 * Runs a parachain's validation function (PVF) on a proof of validity: foreign code on foreign
 * input, with an outcome that every validator must find alike.
 *
 * <p>So what may differ between machines decides nothing: fuel, stack and memory are counted in the
 * module itself. A deadline stands behind them, and what it ends is undecided, not invalid. Threads
 * and time are ports ({@link io.braid.executor.pvf.PvfThreads}).
 *
 * <p>Specification: Polkadot Protocol Specification, section "Candidate validation"; the parachain
 * host's implementers' guide, "PVF host and workers".
 */
@NullMarked
package io.braid.executor.pvf;

import org.jspecify.annotations.NullMarked;
