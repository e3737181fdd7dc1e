package io.braid.runtime.api;

import io.braid.scale.Scale;
import io.braid.scale.Unnamed;
import io.braid.scale.Width;

/** Why a transaction's validity cannot be told. */
@Scale(path = "sp_runtime::transaction_validity::UnknownTransaction")
public sealed interface UnknownTransaction {
  record CannotLookup() implements UnknownTransaction {}

  record NoUnsignedValidator() implements UnknownTransaction {}

  @Unnamed
  record Custom(@Width(8) int code) implements UnknownTransaction {}
}
