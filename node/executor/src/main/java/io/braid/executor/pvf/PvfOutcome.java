package io.braid.executor.pvf;

import io.braid.primitives.Bytes;
import java.time.Duration;

/** What a validation function said about a proof of validity. */
public sealed interface PvfOutcome {
  /**
   * It returned.
   *
   * @param result the SCALE form of a validation result
   * @param fuelUsed the same on every machine
   */
  record Valid(Bytes result, long fuelUsed) implements PvfOutcome {}

  /** It did not return, and will not on any machine: the candidate is invalid. */
  sealed interface Invalid extends PvfOutcome {}

  record OutOfFuel(long limit) implements Invalid {}

  record StackExhausted(int limitUnits) implements Invalid {}

  record OutOfMemory(String reason) implements Invalid {}

  /**
   * @param reason the function's last words, such as a panic's message; foreign text
   */
  record Trapped(String reason) implements Invalid {}

  /** There is no function to run: its code is refused. */
  record CodeRefused(String reason) implements Invalid {}

  /** This machine could not tell, or could not tell whose fault it was. */
  sealed interface Undecided extends PvfOutcome {}

  record TimedOut(Duration deadline) implements Undecided {}

  record EngineFailed(String reason) implements Undecided {}

  /** The process that ran it ended, or made no sense; the candidate may have done it. */
  record WorkerDied(String how) implements Undecided {}

  /** No process could be had to run it: not the candidate's doing. */
  record NoWorker(String reason) implements Undecided {}
}
