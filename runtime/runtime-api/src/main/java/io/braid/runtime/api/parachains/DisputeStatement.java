package io.braid.runtime.api.parachains;

import io.braid.primitives.Hash256;
import io.braid.scale.Scale;
import io.braid.scale.Unnamed;
import java.util.List;

/** A vote in a dispute and where it comes from. */
@Scale(path = "polkadot_primitives::v8::DisputeStatement")
public sealed interface DisputeStatement {
  @Unnamed
  record Valid(ValidKind kind) implements DisputeStatement {}

  @Unnamed
  record Invalid(InvalidKind kind) implements DisputeStatement {}

  /** What a vote for a candidate was made for. */
  @Scale(path = "polkadot_primitives::v8::ValidDisputeStatementKind")
  sealed interface ValidKind {
    record Explicit() implements ValidKind {}

    @Unnamed
    record BackingSeconded(Hash256 relayParent) implements ValidKind {}

    @Unnamed
    record BackingValid(Hash256 relayParent) implements ValidKind {}

    record ApprovalChecking() implements ValidKind {}

    @Unnamed
    record ApprovalCheckingMultipleCandidates(List<Hash256> candidates) implements ValidKind {}
  }

  /** What a vote against a candidate was made for. */
  @Scale(path = "polkadot_primitives::v8::InvalidDisputeStatementKind")
  enum InvalidKind {
    EXPLICIT
  }
}
