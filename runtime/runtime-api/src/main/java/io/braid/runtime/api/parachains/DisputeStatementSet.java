package io.braid.runtime.api.parachains;

import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.scale.Scale;
import io.braid.scale.Size;
import io.braid.scale.Unnamed;
import java.util.List;

/**
 * Statements of validators for and against a candidate: the kind of statement, who, and the
 * signature.
 */
@Scale(path = "polkadot_primitives::v8::DisputeStatementSet")
public record DisputeStatementSet(Hash256 candidateHash, int session, List<Statement> statements) {
  /** One validator's statement, as a Rust tuple. */
  @Scale
  @Unnamed
  public record Statement(
      DisputeStatement statement, int validatorIndex, @Size(64) Bytes signature) {}
}
