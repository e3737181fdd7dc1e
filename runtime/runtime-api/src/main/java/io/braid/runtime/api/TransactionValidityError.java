package io.braid.runtime.api;

import io.braid.scale.Scale;
import io.braid.scale.Unnamed;

/** Why a transaction is not valid now. */
@Scale(path = "sp_runtime::transaction_validity::TransactionValidityError")
public sealed interface TransactionValidityError {
  @Unnamed
  record Invalid(InvalidTransaction reason) implements TransactionValidityError {}

  @Unnamed
  record Unknown(UnknownTransaction reason) implements TransactionValidityError {}
}
