package io.braid.runtime.api;

import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.Results.Result;

/** What the transaction pool asks. */
@RuntimeApi(id = "d2bc9897eed08f15", version = 3)
public interface TaggedTransactionQueue {
  /** Validates the transaction on the block with the given hash. */
  Result<ValidTransaction, TransactionValidityError> validateTransaction(
      TransactionSource source, Bytes tx, Hash256 blockHash);
}
