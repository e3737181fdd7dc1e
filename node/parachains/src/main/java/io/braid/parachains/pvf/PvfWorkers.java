package io.braid.parachains.pvf;

import io.braid.executor.pvf.PvfPrecheck;
import io.braid.primitives.Bytes;
import java.util.function.Consumer;

/** Runs validation functions beside the node's thread. */
public interface PvfWorkers {
  /** Gets ready for validations with this code, which may take seconds. */
  void prepare(Bytes code);

  /**
   * Tries whether code that the chain has not accepted yet can be prepared, within limits of its
   * own: a vote on it follows from that.
   *
   * @param answer gets the result once, on the node's thread, never from within this call
   */
  void precheck(Bytes code, Consumer<PvfPrecheck> answer);

  /**
   * Runs a validation function.
   *
   * @param answer gets the verdict once, on the node's thread, never from within this call
   */
  void validate(PvfTask task, Consumer<PvfVerdict> answer);
}
