package io.braid.executor.pvf;

/** What became of a validation function's code. */
public sealed interface PvfPreparation {
  record Ready(PreparedPvf pvf) implements PvfPreparation {}

  /**
   * It is no code that can ever validate anything, on any machine.
   *
   * @param reason what was expected and what was found
   */
  record Refused(String reason) implements PvfPreparation {}
}
