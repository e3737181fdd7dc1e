package io.braid.pallets.timestamp;

import io.braid.frame.Call;
import io.braid.frame.DispatchFailure;
import io.braid.frame.Dispatchable;
import io.braid.frame.Hooks;
import io.braid.frame.Origin;
import io.braid.frame.Pallet;
import io.braid.frame.PalletContext;
import io.braid.frame.ProvidesInherent;
import io.braid.frame.executive.InvalidBlock;
import io.braid.frame.storage.StorageValue;
import io.braid.runtime.api.DispatchClass;
import io.braid.runtime.api.InherentData;
import io.braid.scale.Codecs;
import io.braid.scale.Compact;
import java.util.Optional;
import java.util.function.Supplier;

/** The time of each block. */
@Pallet
public final class Timestamp implements Hooks, ProvidesInherent {
  /** How far into the future an importer lets an author's clock be. */
  private static final long MAX_DRIFT_MILLIS = 30_000;

  private static final String IDENTIFIER = "timstap0";

  /** The current time for the current block, in milliseconds since 1970. */
  public final StorageValue<Long> now;

  /** Whether the timestamp has been updated in this block. */
  final StorageValue<Boolean> didUpdate;

  private final Supplier<Long> slotDurationMillis;
  private final OnTimestampSet listener;

  /**
   * @param slotDurationMillis half of it is the least time between two blocks; when zero, several
   *     may have the same time
   */
  public Timestamp(
      PalletContext context, Supplier<Long> slotDurationMillis, OnTimestampSet listener) {
    this.slotDurationMillis = slotDurationMillis;
    context.genesisConstant("MinimumPeriod", Codecs.U64, this::minimumPeriodMillis);
    this.listener = listener;
    now = context.value("Now", Codecs.U64, 0L);
    didUpdate = context.value("DidUpdate", Codecs.BOOL, false);
  }

  private long minimumPeriodMillis() {
    return slotDurationMillis.get() / 2;
  }

  /** Sets the current time. Called once per block, as an inherent. */
  @Dispatchable(
      index = 0,
      refTime = 60_000_000,
      proofSize = 1493,
      dispatchClass = DispatchClass.MANDATORY)
  void set(Origin origin, @Compact long now) throws DispatchFailure {
    origin.ensureNone();
    if (didUpdate.get()) {
      throw new InvalidBlock("expected one timestamp in a block, found two");
    }
    long previous = this.now.get();
    if (previous != 0 && now < previous + minimumPeriodMillis()) {
      throw new InvalidBlock(
          "expected a timestamp of at least "
              + (previous + minimumPeriodMillis())
              + ", found "
              + now);
    }
    this.now.set(now);
    didUpdate.set(true);
    listener.onTimestampSet(now);
  }

  @Override
  public void onFinalize(int number) {
    if (!didUpdate.take().orElse(false)) {
      throw new InvalidBlock("expected a timestamp in the block, found none");
    }
  }

  @Override
  public Optional<Call> createInherent(InherentData data) {
    return data.timestampMillis()
        .map(moment -> new TimestampCall.Set(Math.max(moment, now.get() + minimumPeriodMillis())));
  }

  @Override
  public boolean isInherent(Call call) {
    return call instanceof TimestampCall.Set;
  }

  @Override
  public Optional<InherentRefusal> check(Call call, InherentData data) {
    if (!(call instanceof TimestampCall.Set set) || data.timestampMillis().isEmpty()) {
      return Optional.empty();
    }
    long ours = data.timestampMillis().get();
    if (set.now() > ours + MAX_DRIFT_MILLIS) {
      return Optional.of(
          new InherentRefusal(
              IDENTIFIER,
              false,
              "expected a timestamp of at most "
                  + (ours + MAX_DRIFT_MILLIS)
                  + ", found "
                  + set.now()));
    }
    long least = now.get() + minimumPeriodMillis();
    if (set.now() < least) {
      return Optional.of(
          new InherentRefusal(
              IDENTIFIER,
              true,
              "expected a timestamp of at least " + least + ", found " + set.now()));
    }
    return Optional.empty();
  }
}
