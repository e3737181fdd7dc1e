package io.braid.frame.extension;

import io.braid.runtime.api.InvalidTransaction;
import io.braid.runtime.api.ValidTransaction;
import io.braid.scale.Codec;
import io.braid.scale.Codecs;
import io.braid.scale.Codecs.Unit;

/** Refuses the account of 32 zero bytes, whose key anyone can sign for. */
public final class CheckNonZeroSender implements TransactionExtension<Unit, Unit, Unit> {
  @Override
  public String identifier() {
    return "CheckNonZeroSender";
  }

  @Override
  public Codec<Unit> explicitCodec() {
    return Nothing.named(
        "frame_system", "extensions", "check_non_zero_sender", "CheckNonZeroSender");
  }

  @Override
  public Codec<Unit> implicitCodec() {
    return Codecs.UNIT;
  }

  @Override
  public Unit implicit(Unit explicit) {
    return Unit.UNIT;
  }

  @Override
  public ValidTransaction validate(Unit explicit, TransactionContext transaction)
      throws TransactionRefused {
    for (byte octet : transaction.signer().unsafeArray()) {
      if (octet != 0) {
        return ValidTransaction.DEFAULT;
      }
    }
    throw TransactionRefused.of(new InvalidTransaction.BadSigner());
  }

  @Override
  public Unit prepare(Unit explicit, TransactionContext transaction) throws TransactionRefused {
    validate(explicit, transaction);
    return Unit.UNIT;
  }
}
