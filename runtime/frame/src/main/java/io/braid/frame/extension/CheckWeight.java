package io.braid.frame.extension;

import io.braid.frame.PostDispatch;
import io.braid.frame.system.BlockWeights.ClassWeights;
import io.braid.frame.system.FrameSystem;
import io.braid.frame.system.PerDispatchClass;
import io.braid.runtime.api.DispatchClass;
import io.braid.runtime.api.DispatchInfo;
import io.braid.runtime.api.InvalidTransaction;
import io.braid.runtime.api.ValidTransaction;
import io.braid.runtime.api.Weight;
import io.braid.scale.Codec;
import io.braid.scale.Codecs;
import io.braid.scale.Codecs.Unit;

/** Keeps the block within its weight and its length. Unsigned extrinsics pass through it too. */
public final class CheckWeight implements TransactionExtension<Unit, Unit, Unit> {
  private final FrameSystem system;

  public CheckWeight(FrameSystem system) {
    this.system = system;
  }

  @Override
  public String identifier() {
    return "CheckWeight";
  }

  @Override
  public Codec<Unit> explicitCodec() {
    return Nothing.named("frame_system", "extensions", "check_weight", "CheckWeight");
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
    fits(transaction.info(), transaction.lengthBytes());
    return ValidTransaction.DEFAULT;
  }

  @Override
  public Unit prepare(Unit explicit, TransactionContext transaction) throws TransactionRefused {
    charge(transaction.info(), transaction.lengthBytes());
    return Unit.UNIT;
  }

  @Override
  public void postDispatch(Unit prepared, TransactionContext transaction, PostDispatch post) {
    refund(transaction.info(), post);
  }

  /** Counts the extrinsic towards the block. */
  public void charge(DispatchInfo info, int lengthBytes) throws TransactionRefused {
    int length = system.allExtrinsicsLen.find().orElse(0) + lengthBytes;
    PerDispatchClass used = fits(info, lengthBytes);
    system.allExtrinsicsLen.set(length);
    system.blockWeight.set(used);
  }

  /** Gives back what was announced and not used. */
  public void refund(DispatchInfo info, PostDispatch post) {
    Weight unused = info.weight().subtract(post.weight(info));
    if (!unused.equals(Weight.ZERO)) {
      PerDispatchClass used = system.blockWeight.get();
      DispatchClass dispatchClass = info.dispatchClass();
      system.blockWeight.set(used.with(dispatchClass, used.of(dispatchClass).subtract(unused)));
    }
  }

  /** The weights after this extrinsic, if it fits. */
  private PerDispatchClass fits(DispatchInfo info, int lengthBytes) throws TransactionRefused {
    DispatchClass dispatchClass = info.dispatchClass();
    long length = (long) system.allExtrinsicsLen.find().orElse(0) + lengthBytes;
    if (length > system.config().blockLength().of(dispatchClass)) {
      throw full();
    }
    ClassWeights limits = system.config().blockWeights().of(dispatchClass);
    if (limits.maxExtrinsic().isPresent() && info.weight().anyAbove(limits.maxExtrinsic().get())) {
      throw full();
    }
    PerDispatchClass used = system.blockWeight.get();
    Weight ofClass = used.of(dispatchClass).add(info.weight()).add(limits.baseExtrinsic());
    PerDispatchClass after = used.with(dispatchClass, ofClass);
    if (limits.maxTotal().isPresent() && ofClass.anyAbove(limits.maxTotal().get())) {
      throw full();
    }
    boolean overBlock = after.total().anyAbove(system.config().blockWeights().maxBlock());
    boolean withinReserve =
        limits.reserved().isEmpty() || !ofClass.anyAbove(limits.reserved().get());
    if (overBlock && !withinReserve) {
      throw full();
    }
    return after;
  }

  private static TransactionRefused full() {
    return TransactionRefused.of(new InvalidTransaction.ExhaustsResources());
  }
}
