package io.braid.frame.extension;

import io.braid.frame.system.FrameSystem;
import io.braid.primitives.Hash256;
import io.braid.scale.Codec;
import io.braid.scale.Codecs.Unit;

/** Ties the signature to one chain. */
public final class CheckGenesis implements TransactionExtension<Unit, Hash256, Unit> {
  private final FrameSystem system;

  public CheckGenesis(FrameSystem system) {
    this.system = system;
  }

  @Override
  public String identifier() {
    return "CheckGenesis";
  }

  @Override
  public Codec<Unit> explicitCodec() {
    return Nothing.named("frame_system", "extensions", "check_genesis", "CheckGenesis");
  }

  @Override
  public Codec<Hash256> implicitCodec() {
    return Hash256.CODEC;
  }

  @Override
  public Hash256 implicit(Unit explicit) {
    return system.blockHash.get(0);
  }

  @Override
  public Unit prepare(Unit explicit, TransactionContext transaction) {
    return Unit.UNIT;
  }
}
