package io.braid.pallets.parachains.disputes;

import io.braid.runtime.api.parachains.DisputeStatement;

/** What a vote counts as. */
enum VoteKind {
  /** For the candidate, by one who backed it and answers for that. */
  BACKING,
  /** For the candidate, by approval or in the dispute itself. */
  EXPLICIT_VALID,
  INVALID;

  static VoteKind of(DisputeStatement statement) {
    return switch (statement) {
      case DisputeStatement.Invalid invalid -> INVALID;
      case DisputeStatement.Valid valid ->
          switch (valid.kind()) {
            case DisputeStatement.ValidKind.BackingSeconded seconded -> BACKING;
            case DisputeStatement.ValidKind.BackingValid backed -> BACKING;
            case DisputeStatement.ValidKind.Explicit explicit -> EXPLICIT_VALID;
            case DisputeStatement.ValidKind.ApprovalChecking approval -> EXPLICIT_VALID;
            case DisputeStatement.ValidKind.ApprovalCheckingMultipleCandidates approval ->
                EXPLICIT_VALID;
          };
    };
  }
}
