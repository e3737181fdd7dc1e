package io.braid.parachains.backing;

import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.parachains.CommittedCandidateReceipt;
import io.braid.scale.Scale;
import io.braid.scale.Size;

/** A validator's signed statement about a candidate, as validators send it to each other. */
@Scale(path = "braid::Statement")
public sealed interface Statement {
  Hash256 relayParent();

  /** Among the validators of the relay parent's session. */
  int validatorIndex();

  Bytes signature();

  /** The validator vouches for a candidate and brings it to the others. */
  record Seconded(
      Hash256 relayParent,
      int validatorIndex,
      CommittedCandidateReceipt candidate,
      @Size(64) Bytes signature)
      implements Statement {}

  /** The validator has checked a candidate that another one seconded. */
  record Valid(
      Hash256 relayParent, int validatorIndex, Hash256 candidateHash, @Size(64) Bytes signature)
      implements Statement {}
}
