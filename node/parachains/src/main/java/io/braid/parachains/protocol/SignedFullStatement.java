package io.braid.parachains.protocol;

import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.parachains.CommittedCandidateReceipt;
import io.braid.scale.Index;
import io.braid.scale.Scale;
import io.braid.scale.Size;
import io.braid.scale.Unnamed;

/**
 * A statement with all of the candidate that it seconds. The signature is that of its compact form.
 */
@Scale(path = "polkadot_primitives::v8::signed::UncheckedSigned")
public record SignedFullStatement(
    Statement payload, int validatorIndex, @Size(64) Bytes signature) {
  /** What is said. */
  @Scale(path = "polkadot_node_primitives::Statement")
  public sealed interface Statement {
    @Index(1)
    @Unnamed
    record Seconded(CommittedCandidateReceipt candidate) implements Statement {}

    @Index(2)
    @Unnamed
    record Valid(Hash256 candidateHash) implements Statement {}
  }
}
