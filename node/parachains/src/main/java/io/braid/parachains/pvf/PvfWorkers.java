package io.braid.parachains.pvf;

import java.util.function.Consumer;

/** Runs validation functions beside the node's thread. */
public interface PvfWorkers {
  /**
   * Runs a validation function.
   *
   * @param answer gets the verdict once, on the node's thread, never from within this call
   */
  void validate(PvfTask task, Consumer<PvfVerdict> answer);
}
