package io.braid.consensus.pool;

import io.braid.consensus.chain.Chain;
import io.braid.executor.CallResult;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.Results;
import io.braid.runtime.api.Results.Result;
import io.braid.runtime.api.TransactionSource;
import io.braid.runtime.api.TransactionSourceCodec;
import io.braid.runtime.api.TransactionValidityError;
import io.braid.runtime.api.TransactionValidityErrorCodec;
import io.braid.runtime.api.ValidTransaction;
import io.braid.runtime.api.ValidTransactionCodec;
import io.braid.scale.Codec;
import io.braid.scale.Decoded;
import io.braid.scale.ScaleWriter;

/** What the runtime says of a transaction. */
sealed interface Validity {
  record Valid(ValidTransaction transaction) implements Validity {}

  record Refused(TransactionValidityError error) implements Validity {}

  /** The runtime could not be asked, or did not answer. */
  record NoAnswer(String reason) implements Validity {}

  Codec<Result<ValidTransaction, TransactionValidityError>> CODEC =
      Results.codec(ValidTransactionCodec.CODEC, TransactionValidityErrorCodec.CODEC);

  /** Asks the runtime of a block. */
  static Validity ask(Chain chain, Hash256 block, TransactionSource source, Bytes extrinsic) {
    byte[] arguments =
        new ScaleWriter(extrinsic.size() + 40)
            .write(TransactionSourceCodec.CODEC, source)
            .bytes(extrinsic)
            .raw(block.bytes())
            .toArray();
    return switch (chain.call(block, "TaggedTransactionQueue_validate_transaction", arguments)) {
      case CallResult.Trapped(String reason) -> new NoAnswer(reason);
      case CallResult.StateMissing(String reason) -> new NoAnswer(reason);
      case CallResult.Returned(Bytes output) ->
          switch (CODEC.tryDecode(output)) {
            case Decoded.Malformed<?>(String reason) -> new NoAnswer(reason);
            case Decoded.Value<Result<ValidTransaction, TransactionValidityError>>(
                    Result<ValidTransaction, TransactionValidityError> answer) ->
                switch (answer) {
                  case Result.Ok<ValidTransaction, TransactionValidityError> ok ->
                      new Valid(ok.value());
                  case Result.Err<ValidTransaction, TransactionValidityError> err ->
                      new Refused(err.error());
                };
          };
    };
  }
}
