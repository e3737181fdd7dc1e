package io.braid.consensus.authoring;

import io.braid.consensus.chain.BlockRef;
import io.braid.consensus.chain.PendingState;
import io.braid.executor.CallResult;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.Block;
import io.braid.runtime.api.Digest;
import io.braid.runtime.api.DispatchError;
import io.braid.runtime.api.DispatchErrorCodec;
import io.braid.runtime.api.ExtrinsicInclusionMode;
import io.braid.runtime.api.ExtrinsicInclusionModeCodec;
import io.braid.runtime.api.Header;
import io.braid.runtime.api.HeaderCodec;
import io.braid.runtime.api.InherentData;
import io.braid.runtime.api.InherentDataCodec;
import io.braid.runtime.api.InvalidTransaction;
import io.braid.runtime.api.Results;
import io.braid.runtime.api.Results.Result;
import io.braid.runtime.api.TransactionValidityError;
import io.braid.runtime.api.TransactionValidityErrorCodec;
import io.braid.scale.Codec;
import io.braid.scale.Codecs;
import io.braid.scale.Codecs.Unit;
import io.braid.scale.ScaleException;
import io.braid.scale.ScaleWriter;
import io.braid.trie.ProofRecorder;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** One block, from {@code Core_initialize_block} to {@code BlockBuilder_finalize_block}. */
final class BlockUnderConstruction {
  /** Transactions that may be too large for the rest of the block before its author gives up. */
  private static final int MAX_SKIPPED = 8;

  private static final Codec<List<Bytes>> EXTRINSICS = Codecs.list(Codecs.bytes(1 << 26), 1 << 16);
  private static final Codec<Result<Result<Unit, DispatchError>, TransactionValidityError>>
      APPLIED =
          Results.codec(
              Results.codec(Codecs.UNIT, DispatchErrorCodec.CODEC),
              TransactionValidityErrorCodec.CODEC);

  /** The runtime did what no sound runtime does; stops the building. */
  private static final class Broken extends Exception {
    Broken(String reason) {
      super(reason, null, false, false);
    }
  }

  private final PendingState state;
  private final TransactionQueue transactions;
  private final InstantSource clock;
  private final ProposalLimits limits;
  private final List<Bytes> body = new ArrayList<>();
  private long bodyBytes;

  BlockUnderConstruction(
      PendingState state,
      TransactionQueue transactions,
      InstantSource clock,
      ProposalLimits limits) {
    this.state = state;
    this.transactions = transactions;
    this.clock = clock;
    this.limits = limits;
  }

  Proposal build(BlockRef parent, Digest preRuntime, InherentData inherents) {
    try {
      Header opened =
          new Header(parent.hash(), parent.number() + 1, Hash256.ZERO, Hash256.ZERO, preRuntime);
      Bytes mode = returned("Core_initialize_block", HeaderCodec.CODEC.encode(opened));
      addInherents(inherents);
      if (mode.isEmpty()
          || ExtrinsicInclusionModeCodec.CODEC.decodeAll(mode)
              == ExtrinsicInclusionMode.ALL_EXTRINSICS) {
        addTransactions();
      }
      Bytes closed = returned("BlockBuilder_finalize_block", new byte[0]);
      return new Proposal.Built(
          new Block(HeaderCodec.CODEC.decodeAll(closed), body),
          state.changes(),
          state.beside(),
          state.host().recorder().map(ProofRecorder::proof));
    } catch (Broken | ScaleException e) {
      return new Proposal.Failed(String.valueOf(e.getMessage()));
    }
  }

  private void addInherents(InherentData inherents) throws Broken {
    byte[] data = InherentDataCodec.CODEC.encode(inherents);
    OptionalInt mark = state.begin();
    Bytes made = returned("BlockBuilder_inherent_extrinsics", data);
    state.rollback(mark);
    for (Bytes inherent : EXTRINSICS.decodeAll(made)) {
      Application applied = apply(inherent);
      if (!(applied instanceof Application.Done(Result.Ok<?, ?> ok))) {
        throw new Broken("the runtime refuses its own inherent: " + applied);
      }
    }
  }

  private void addTransactions() throws Broken {
    int skipped = 0;
    for (Bytes transaction : transactions.ready()) {
      if (skipped > MAX_SKIPPED || !clock.instant().isBefore(limits.deadline())) {
        return;
      }
      if (bodyBytes + transaction.size() + 4 > limits.maxBodyBytes() || !fits(transaction)) {
        skipped++;
      }
    }
  }

  /** Tries a transaction; false when it may fit an emptier block. */
  private boolean fits(Bytes transaction) throws Broken {
    return switch (apply(transaction)) {
      case Application.Done(Result.Err<?, TransactionValidityError> refused) -> {
        boolean full = isFull(refused.error());
        if (!full) {
          transactions.refused(transaction, refused.error());
        }
        yield !full;
      }
      case Application.Done done -> true;
      case Application.Trapped(String reason) -> {
        transactions.trapped(transaction, reason);
        yield true;
      }
    };
  }

  private static boolean isFull(TransactionValidityError error) {
    return error instanceof TransactionValidityError.Invalid invalid
        && invalid.reason() instanceof InvalidTransaction.ExhaustsResources;
  }

  /** What applying an extrinsic came to. */
  private sealed interface Application {
    record Done(Result<Result<Unit, DispatchError>, TransactionValidityError> result)
        implements Application {}

    record Trapped(String reason) implements Application {}
  }

  /** Applies an extrinsic; what a refused one changed is undone. */
  private Application apply(Bytes extrinsic) throws Broken {
    OptionalInt mark = state.begin();
    byte[] argument = new ScaleWriter(extrinsic.size() + 4).bytes(extrinsic).toArray();
    switch (state.call("BlockBuilder_apply_extrinsic", argument)) {
      case CallResult.StateMissing(String reason) -> throw new Broken(reason);
      case CallResult.Trapped(String reason) -> {
        state.rollback(mark);
        return new Application.Trapped(reason);
      }
      case CallResult.Returned(Bytes output) -> {
        var result = APPLIED.decodeAll(output);
        if (result instanceof Result.Ok) {
          state.commit();
          body.add(extrinsic);
          bodyBytes += argument.length;
        } else {
          state.rollback(mark);
        }
        return new Application.Done(result);
      }
    }
  }

  private Bytes returned(String entryPoint, byte[] arguments) throws Broken {
    return switch (state.call(entryPoint, arguments)) {
      case CallResult.Returned(Bytes output) -> output;
      case CallResult.Trapped(String reason) -> throw new Broken(entryPoint + ": " + reason);
      case CallResult.StateMissing(String reason) -> throw new Broken(entryPoint + ": " + reason);
    };
  }
}
