package io.braid.frame.extension;

import io.braid.frame.system.FrameSystem;
import io.braid.scale.Codec;
import io.braid.scale.Codecs;
import io.braid.scale.Codecs.Unit;

/** Ties the signature to one encoding of calls. */
public final class CheckTxVersion implements TransactionExtension<Unit, Integer, Unit> {
  private final FrameSystem system;

  public CheckTxVersion(FrameSystem system) {
    this.system = system;
  }

  @Override
  public String identifier() {
    return "CheckTxVersion";
  }

  @Override
  public Codec<Unit> explicitCodec() {
    return Nothing.named("frame_system", "extensions", "check_tx_version", "CheckTxVersion");
  }

  @Override
  public Codec<Integer> implicitCodec() {
    return Codecs.U32;
  }

  @Override
  public Integer implicit(Unit explicit) {
    return system.config().version().transactionVersion();
  }

  @Override
  public Unit prepare(Unit explicit, TransactionContext transaction) {
    return Unit.UNIT;
  }
}
