package io.braid.pallets.transactionpayment;

import io.braid.frame.Pallet;
import io.braid.frame.PalletContext;
import io.braid.frame.PalletEvent;
import io.braid.frame.RuntimeParts;
import io.braid.frame.currency.Currency;
import io.braid.frame.executive.Extrinsic;
import io.braid.frame.executive.Extrinsics;
import io.braid.frame.storage.StorageValue;
import io.braid.frame.system.FrameSystem;
import io.braid.primitives.AccountId;
import io.braid.primitives.U128;
import io.braid.runtime.api.DispatchInfo;
import io.braid.runtime.api.Pays;
import io.braid.runtime.api.Weight;
import io.braid.scale.Codec;
import io.braid.scale.Codecs;
import io.braid.scale.TypeInfo;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What a transaction costs. */
@Pallet
public final class TransactionPayment implements TransactionPaymentApi {
  /** One, in the 18 decimals of the fee multiplier. */
  static final U128 ONE = U128.of(1_000_000_000_000_000_000L);

  /** How much an operational call's fee counts as a tip when transactions are ordered. */
  static final int OPERATIONAL_FEE_MULTIPLIER = 5;

  private static final Codec<U128> FIXED_U128 =
      Codecs.of(
          () ->
              new TypeInfo.Composite(
                  List.of("sp_arithmetic", "fixed_point", "FixedU128"),
                  List.of(new TypeInfo.Field("", Codecs.U128, "u128"))),
          16,
          (value, out) -> out.u128(value),
          in -> in.u128());

  /** What was paid. */
  public sealed interface Event extends PalletEvent {
    /** A transaction fee was paid by the signer, the tip included. */
    record TransactionFeePaid(AccountId who, U128 actualFee, U128 tip) implements Event {}
  }

  /** The multiplier of weight fees, in 18 decimals. */
  public final StorageValue<U128> nextFeeMultiplier;

  private final FrameSystem system;
  private final RuntimeParts parts;
  private final Currency currency;
  private final FeeSchedule schedule;
  private final FeeReceiver receiver;
  private final Supplier<Extrinsics> extrinsics;

  public TransactionPayment(
      PalletContext context,
      FrameSystem system,
      RuntimeParts parts,
      Currency currency,
      FeeSchedule schedule,
      FeeReceiver receiver,
      Supplier<Extrinsics> extrinsics) {
    this.system = system;
    this.parts = parts;
    this.currency = currency;
    this.schedule = schedule;
    this.receiver = receiver;
    this.extrinsics = extrinsics;
    nextFeeMultiplier = context.value("NextFeeMultiplier", FIXED_U128, ONE);
    context.constant("OperationalFeeMultiplier", Codecs.U8, OPERATIONAL_FEE_MULTIPLIER);
  }

  FrameSystem system() {
    return system;
  }

  Currency currency() {
    return currency;
  }

  FeeReceiver receiver() {
    return receiver;
  }

  /** The parts of the fee for an extrinsic of that size that costs {@code weight}. */
  FeeDetails details(int lengthBytes, Weight weight, DispatchInfo info, Pays pays, U128 tip) {
    if (pays == Pays.NO) {
      return new FeeDetails(Optional.empty(), tip);
    }
    Weight base = system.config().blockWeights().of(info.dispatchClass()).baseExtrinsic();
    Weight most = system.config().blockWeights().maxBlock();
    U128 adjusted =
        schedule.ofWeight(weight.min(most)).saturatingMultiply(nextFeeMultiplier.get()).divide(ONE);
    return new FeeDetails(
        Optional.of(
            new InclusionFee(schedule.ofWeight(base), queryLengthToFee(lengthBytes), adjusted)),
        tip);
  }

  @Override
  public RuntimeDispatchInfo queryInfo(UncheckedExtrinsic uxt, int len) {
    Extrinsic extrinsic = extrinsics.get().decode(uxt.body());
    DispatchInfo info = parts.info(extrinsic.call());
    Pays pays = extrinsic instanceof Extrinsic.Transaction ? info.pays() : Pays.NO;
    return new RuntimeDispatchInfo(
        info.weight(),
        info.dispatchClass(),
        details(len, info.weight(), info, pays, U128.ZERO).total());
  }

  @Override
  public FeeDetails queryFeeDetails(UncheckedExtrinsic uxt, int len) {
    Extrinsic extrinsic = extrinsics.get().decode(uxt.body());
    DispatchInfo info = parts.info(extrinsic.call());
    Pays pays = extrinsic instanceof Extrinsic.Transaction ? info.pays() : Pays.NO;
    return details(len, info.weight(), info, pays, U128.ZERO);
  }

  @Override
  public U128 queryWeightToFee(Weight weight) {
    return schedule.ofWeight(weight);
  }

  @Override
  public U128 queryLengthToFee(int length) {
    return schedule.perByte().multiply(length);
  }
}
