package io.braid.xcm.executor;

import io.braid.primitives.U128;
import io.braid.runtime.api.Weight;
import io.braid.xcm.Asset;
import io.braid.xcm.AssetId;
import io.braid.xcm.XcmError;
import java.util.Optional;

/** What a message paid for its execution, in one asset. */
final class Fees {
  private final Trader trader;
  private final Holding holding;
  private final Weight messageWeight;
  private Optional<AssetId> asset = Optional.empty();
  private U128 paid = U128.ZERO;
  private Weight bought = Weight.ZERO;
  private Weight refunded = Weight.ZERO;

  Fees(Trader trader, Holding holding, Weight messageWeight) {
    this.trader = trader;
    this.holding = holding;
    this.messageWeight = messageWeight;
  }

  /** Pays for {@code weight} with at most {@code most} from holding. */
  void buy(Asset most, Weight weight) throws XcmFailure {
    U128 offered = Holding.fungible(most);
    if (asset.isPresent() && !asset.get().equals(most.id())) {
      throw new XcmFailure(
          new XcmError.NotHoldingFees(),
          "fees were paid in " + asset.get() + " before; expected the same, found " + most.id());
    }
    Optional<U128> price = trader.price(most.id(), weight);
    if (price.isEmpty()) {
      throw new XcmFailure(new XcmError.TooExpensive(), "this chain takes no fees in " + most.id());
    }
    if (price.get().compareTo(offered) > 0) {
      throw new XcmFailure(
          new XcmError.TooExpensive(),
          "execution costs " + price.get() + " of " + most.id() + ", offered were " + offered);
    }
    holding.take(most, new XcmError.NotHoldingFees());
    holding.add(Asset.fungible(most.id().location(), offered.subtract(price.get())));
    asset = Optional.of(most.id());
    paid = paid.add(price.get());
    bought = bought.add(weight);
  }

  /** Pays for the whole message, once; what is left of the offer goes back to holding. */
  void pay(Asset most) throws XcmFailure {
    if (bought.equals(Weight.ZERO)) {
      buy(most, messageWeight);
    }
  }

  /** Gives back what was paid for weight that is not used. */
  void refund(Weight surplus) throws XcmFailure {
    Weight due = surplus.subtract(refunded).min(bought);
    if (asset.isEmpty() || due.equals(Weight.ZERO)) {
      return;
    }
    U128 back = trader.price(asset.get(), due).orElse(U128.ZERO).min(paid);
    holding.add(Asset.fungible(asset.get().location(), back));
    paid = paid.subtract(back);
    bought = bought.subtract(due);
    refunded = refunded.add(due);
  }

  /** Hands what was paid to the chain. */
  void collect() {
    if (asset.isPresent() && !paid.isZero()) {
      trader.collect(Asset.fungible(asset.get().location(), paid));
      paid = U128.ZERO;
    }
  }
}
