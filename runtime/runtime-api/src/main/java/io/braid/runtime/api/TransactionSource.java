package io.braid.runtime.api;

import io.braid.scale.Scale;

/** Where a transaction came from. */
@Scale(path = "sp_runtime::transaction_validity::TransactionSource")
public enum TransactionSource {
  IN_BLOCK,
  LOCAL,
  EXTERNAL
}
