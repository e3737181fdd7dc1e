package io.braid.xcm;

import io.braid.runtime.api.Weight;
import io.braid.scale.Scale;
import io.braid.scale.Unnamed;

/** How the execution of a message ended. */
@Scale(path = "staging_xcm::v5::traits::Outcome")
public sealed interface Outcome {
  record Complete(Weight used) implements Outcome {}

  /** It began, and stopped at an error. */
  record Incomplete(Weight used, InstructionError error) implements Outcome {}

  /** It did not begin. */
  @Unnamed
  record Error(InstructionError error) implements Outcome {}

  default Weight weightUsed() {
    return switch (this) {
      case Complete complete -> complete.used();
      case Incomplete incomplete -> incomplete.used();
      case Error error -> Weight.ZERO;
    };
  }
}
