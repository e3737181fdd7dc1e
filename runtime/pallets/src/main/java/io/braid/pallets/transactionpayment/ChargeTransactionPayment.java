package io.braid.pallets.transactionpayment;

import io.braid.frame.DispatchFailure;
import io.braid.frame.PostDispatch;
import io.braid.frame.currency.Preservation;
import io.braid.frame.extension.TransactionContext;
import io.braid.frame.extension.TransactionExtension;
import io.braid.frame.extension.TransactionRefused;
import io.braid.primitives.U128;
import io.braid.runtime.api.DispatchClass;
import io.braid.runtime.api.DispatchInfo;
import io.braid.runtime.api.InvalidTransaction;
import io.braid.runtime.api.ValidTransaction;
import io.braid.runtime.api.Weight;
import io.braid.scale.Codec;
import io.braid.scale.Codecs;
import io.braid.scale.Codecs.Unit;
import io.braid.scale.TypeInfo;
import java.util.List;

/** Takes the fee and the tip before the call, and gives back what was too much after it. */
public final class ChargeTransactionPayment
    implements TransactionExtension<U128, Unit, ChargeTransactionPayment.Charged> {
  /** What was taken before the call: {@code fee} includes the tip. */
  public record Charged(U128 fee, U128 tip) {}

  private final TransactionPayment payment;

  public ChargeTransactionPayment(TransactionPayment payment) {
    this.payment = payment;
  }

  @Override
  public String identifier() {
    return "ChargeTransactionPayment";
  }

  @Override
  public Codec<U128> explicitCodec() {
    return Codecs.of(
        () ->
            new TypeInfo.Composite(
                List.of("pallet_transaction_payment", "ChargeTransactionPayment"),
                List.of(new TypeInfo.Field("", Codecs.COMPACT_U128, "BalanceOf<T>"))),
        17,
        (value, out) -> out.compact(value),
        in -> in.compactU128());
  }

  @Override
  public Codec<Unit> implicitCodec() {
    return Codecs.UNIT;
  }

  @Override
  public Unit implicit(U128 tip) {
    return Unit.UNIT;
  }

  private U128 fee(U128 tip, TransactionContext transaction) {
    DispatchInfo info = transaction.info();
    return payment
        .details(transaction.lengthBytes(), info.weight(), info, info.pays(), tip)
        .total();
  }

  @Override
  public ValidTransaction validate(U128 tip, TransactionContext transaction)
      throws TransactionRefused {
    U128 fee = fee(tip, transaction);
    U128 available =
        payment.currency().reducibleBalance(transaction.signer(), Preservation.PRESERVE);
    if (available.compareTo(fee) < 0) {
      throw TransactionRefused.of(new InvalidTransaction.Payment());
    }
    return new ValidTransaction(priority(tip, fee, transaction), List.of(), List.of(), -1L, true);
  }

  /** How much tip the block earns when it is filled with transactions like this one. */
  private long priority(U128 tip, U128 fee, TransactionContext transaction) {
    DispatchInfo info = transaction.info();
    Weight most = payment.system().config().blockWeights().maxBlock();
    long byWeight =
        Long.divideUnsigned(most.refTime(), Math.max(1, info.weight().min(most).refTime()));
    long byLength =
        payment.system().config().blockLength().of(info.dispatchClass())
            / Math.max(1, transaction.lengthBytes());
    U128 perBlock = U128.of(Math.max(1, Math.min(byWeight, byLength)));
    U128 scaled = perBlock.saturatingMultiply(tip.saturatingAdd(U128.ONE));
    if (info.dispatchClass() == DispatchClass.OPERATIONAL) {
      U128 virtualTip =
          fee.saturatingMultiply(U128.of(TransactionPayment.OPERATIONAL_FEE_MULTIPLIER));
      scaled = scaled.saturatingAdd(perBlock.saturatingMultiply(virtualTip));
    }
    return scaled.toLongSaturating();
  }

  @Override
  public Charged prepare(U128 tip, TransactionContext transaction) throws TransactionRefused {
    U128 fee = fee(tip, transaction);
    try {
      payment.currency().withdraw(transaction.signer(), fee, Preservation.PRESERVE);
    } catch (DispatchFailure tooLittle) {
      throw TransactionRefused.of(new InvalidTransaction.Payment());
    }
    return new Charged(fee, tip);
  }

  @Override
  public void postDispatch(Charged charged, TransactionContext transaction, PostDispatch post) {
    DispatchInfo info = transaction.info();
    U128 due =
        payment
            .details(
                transaction.lengthBytes(), post.weight(info), info, post.pays(info), charged.tip())
            .total();
    U128 refund = charged.fee().saturatingSubtract(due);
    payment.currency().resolve(transaction.signer(), refund);
    U128 kept = charged.fee().subtract(refund);
    payment.receiver().receive(kept.saturatingSubtract(charged.tip()), charged.tip().min(kept));
    payment
        .system()
        .deposit(
            new TransactionPayment.Event.TransactionFeePaid(
                transaction.signer(), kept, charged.tip()));
  }
}
