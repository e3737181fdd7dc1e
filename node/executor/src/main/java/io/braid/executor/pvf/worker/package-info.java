/**
 * Validation functions in processes of their own. A {@link
 * io.braid.executor.pvf.worker.PvfWorkerPool} starts and ends the processes, a {@link
 * io.braid.executor.pvf.worker.PvfWorkerLoop} runs in each. They speak over the process's standard
 * input and output, in frames whose sizes the node bounds: what a process says is foreign input.
 *
 * <p>An adapter, with threads, processes and real time. What foreign code can do here is use up a
 * process that has its own heap limit and is killed when its time is over: the node loses an
 * answer, nothing else.
 *
 * <p>The parachain host's implementers' guide, "PVF host and workers", tells why an ambiguous death
 * is tried again once before it counts against the candidate.
 */
@NullMarked
package io.braid.executor.pvf.worker;

import org.jspecify.annotations.NullMarked;
