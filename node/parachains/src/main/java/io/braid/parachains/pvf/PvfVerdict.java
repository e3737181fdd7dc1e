package io.braid.parachains.pvf;

import io.braid.runtime.api.parachains.ValidationResult;

/** What running a validation function came to. */
public sealed interface PvfVerdict {
  /** The function returned: the block is valid, and this is what it does. */
  record Valid(ValidationResult result) implements PvfVerdict {}

  /** The function did not return a result, and would not on any machine. */
  record Invalid(String reason) implements PvfVerdict {}

  /** This machine could not tell: no vote must follow from it. */
  record Undecided(String reason) implements PvfVerdict {}
}
