package io.braid.frame.extension;

import io.braid.frame.system.AccountInfo;
import io.braid.frame.system.FrameSystem;
import io.braid.primitives.AccountId;
import io.braid.primitives.Bytes;
import io.braid.runtime.api.InvalidTransaction;
import io.braid.runtime.api.ValidTransaction;
import io.braid.scale.Codec;
import io.braid.scale.Codecs;
import io.braid.scale.Codecs.Unit;
import io.braid.scale.ScaleWriter;
import io.braid.scale.TypeInfo;
import java.util.List;

/** Orders an account's transactions and lets none in twice. */
public final class CheckNonce implements TransactionExtension<Integer, Unit, Unit> {
  private final FrameSystem system;

  public CheckNonce(FrameSystem system) {
    this.system = system;
  }

  @Override
  public String identifier() {
    return "CheckNonce";
  }

  @Override
  public Codec<Integer> explicitCodec() {
    return Codecs.of(
        () ->
            new TypeInfo.Composite(
                List.of("frame_system", "extensions", "check_nonce", "CheckNonce"),
                List.of(new TypeInfo.Field("", Codecs.COMPACT_U32, "T::Nonce"))),
        5,
        (value, out) -> out.compact(value),
        in -> in.compactU32());
  }

  @Override
  public Codec<Unit> implicitCodec() {
    return Codecs.UNIT;
  }

  @Override
  public Unit implicit(Integer explicit) {
    return Unit.UNIT;
  }

  @Override
  public ValidTransaction validate(Integer nonce, TransactionContext transaction)
      throws TransactionRefused {
    AccountInfo info = system.accountOf(transaction.signer());
    if (!info.alive()) {
      throw TransactionRefused.of(new InvalidTransaction.Payment());
    }
    if (nonce < info.nonce()) {
      throw TransactionRefused.of(new InvalidTransaction.Stale());
    }
    List<Bytes> requires =
        nonce > info.nonce() ? List.of(tag(transaction.signer(), nonce - 1)) : List.of();
    return new ValidTransaction(0, requires, List.of(tag(transaction.signer(), nonce)), -1L, true);
  }

  private static Bytes tag(AccountId account, int nonce) {
    return new ScaleWriter(36).write(AccountId.CODEC, account).u32(nonce).toBytes();
  }

  @Override
  public Unit prepare(Integer nonce, TransactionContext transaction) throws TransactionRefused {
    AccountInfo info = system.accountOf(transaction.signer());
    if (!info.alive()) {
      throw TransactionRefused.of(new InvalidTransaction.Payment());
    }
    if (nonce != info.nonce()) {
      throw TransactionRefused.of(
          nonce < info.nonce() ? new InvalidTransaction.Stale() : new InvalidTransaction.Future());
    }
    system.account.set(transaction.signer(), info.withNonce(nonce + 1));
    return Unit.UNIT;
  }
}
