package io.braid.runtime.api;

import io.braid.scale.Index;
import io.braid.scale.Scale;
import io.braid.scale.Unnamed;
import io.braid.scale.Width;

/** Why a transaction can never be included as it is (Polkadot specification, C.5). */
@Scale(path = "sp_runtime::transaction_validity::InvalidTransaction")
public sealed interface InvalidTransaction {
  record Call() implements InvalidTransaction {}

  record Payment() implements InvalidTransaction {}

  record Future() implements InvalidTransaction {}

  record Stale() implements InvalidTransaction {}

  record BadProof() implements InvalidTransaction {}

  record AncientBirthBlock() implements InvalidTransaction {}

  record ExhaustsResources() implements InvalidTransaction {}

  @Index(7)
  @Unnamed
  record Custom(@Width(8) int code) implements InvalidTransaction {}

  @Index(8)
  record BadMandatory() implements InvalidTransaction {}

  @Index(9)
  record MandatoryValidation() implements InvalidTransaction {}

  @Index(10)
  record BadSigner() implements InvalidTransaction {}

  @Index(11)
  record IndeterminateImplicit() implements InvalidTransaction {}

  /** No extension says on whose behalf the call is. */
  @Index(12)
  record UnknownOrigin() implements InvalidTransaction {}
}
