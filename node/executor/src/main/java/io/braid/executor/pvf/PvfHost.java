package io.braid.executor.pvf;

import io.braid.primitives.Bytes;

/**
 * Prepares and runs validation functions, somewhere: in this process ({@link PvfExecutor}) or in
 * others ({@link io.braid.executor.pvf.worker.PvfWorkerPool}). Calls take as long as the work, and
 * may come from several threads.
 */
public interface PvfHost {
  /** Tries whether code that is not accepted yet can be prepared within the strict limits. */
  PvfPrecheck precheck(Bytes code);

  /** Prepares accepted code, so that its first validation need not. */
  PvfPrecheck prepare(Bytes code);

  /**
   * Validates one candidate.
   *
   * @param parameters the SCALE form of the validation parameters
   */
  PvfOutcome validate(Bytes code, Bytes parameters, PvfKind kind);
}
