package io.braid.frame.extension;

import io.braid.frame.system.FrameSystem;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.InvalidTransaction;
import io.braid.runtime.api.ValidTransaction;
import io.braid.scale.Codec;
import io.braid.scale.Codecs;
import io.braid.scale.Codecs.Unit;
import io.braid.scale.TypeInfo;
import java.util.List;

/** Bounds a transaction's life, and ties it to the fork on which its era was born. */
public final class CheckMortality implements TransactionExtension<Era, Hash256, Unit> {
  private final FrameSystem system;

  public CheckMortality(FrameSystem system) {
    this.system = system;
  }

  @Override
  public String identifier() {
    return "CheckMortality";
  }

  @Override
  public Codec<Era> explicitCodec() {
    return Codecs.of(
        () ->
            new TypeInfo.Composite(
                List.of("frame_system", "extensions", "check_mortality", "CheckMortality"),
                List.of(new TypeInfo.Field("", Era.CODEC, "Era"))),
        2,
        (value, out) -> Era.CODEC.encode(value, out),
        in -> Era.CODEC.decode(in));
  }

  @Override
  public Codec<Hash256> implicitCodec() {
    return Hash256.CODEC;
  }

  @Override
  public Hash256 implicit(Era era) throws TransactionRefused {
    return system
        .blockHash
        .find(era.birth(system.number.get()))
        .orElseThrow(() -> TransactionRefused.of(new InvalidTransaction.AncientBirthBlock()));
  }

  @Override
  public ValidTransaction validate(Era era, TransactionContext transaction) {
    int current = system.number.get();
    long longevity =
        era instanceof Era.Immortal ? -1L : Math.max(0, (long) era.death(current) - current);
    return new ValidTransaction(0, List.of(), List.of(), longevity, true);
  }

  @Override
  public Unit prepare(Era era, TransactionContext transaction) {
    return Unit.UNIT;
  }
}
