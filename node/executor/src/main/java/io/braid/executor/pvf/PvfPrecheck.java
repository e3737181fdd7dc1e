package io.braid.executor.pvf;

/** Whether a validation function can be prepared within the limits. */
public sealed interface PvfPrecheck {
  record Accepted() implements PvfPrecheck {}

  /**
   * It is no code that can be run, or needs more memory than a preparation may take.
   *
   * @param reason what was expected and what was found
   */
  record Refused(String reason) implements PvfPrecheck {}

  /**
   * This machine could not tell, as when time was over: nothing follows for candidates. A vote on
   * code that is not accepted yet is against it then; nobody is punished for that vote.
   */
  record Undecided(String reason) implements PvfPrecheck {}
}
