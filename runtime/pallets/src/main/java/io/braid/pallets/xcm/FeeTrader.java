package io.braid.pallets.xcm;

import io.braid.pallets.transactionpayment.FeeSchedule;
import io.braid.primitives.AccountId;
import io.braid.primitives.U128;
import io.braid.runtime.api.Weight;
import io.braid.xcm.Asset;
import io.braid.xcm.AssetId;
import io.braid.xcm.Location;
import io.braid.xcm.executor.AssetTransactor;
import io.braid.xcm.executor.Trader;
import io.braid.xcm.executor.XcmFailure;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Sells weight at the chain's prices, one unit of any accepted asset being worth the same.
 *
 * @param accepted what fees may be paid in
 * @param author who gets the fees; they are burned when there is nobody or the account cannot take
 *     them
 */
public record FeeTrader(
    FeeSchedule schedule,
    List<Location> accepted,
    AssetTransactor assets,
    Supplier<Optional<AccountId>> author)
    implements Trader {
  @Override
  public Optional<U128> price(AssetId asset, Weight weight) {
    return accepted.contains(asset.location())
        ? Optional.of(schedule.ofWeight(weight))
        : Optional.empty();
  }

  @Override
  public void collect(Asset fee) {
    Optional<AccountId> to = author.get();
    if (to.isPresent()) {
      try {
        assets.deposit(fee, Location.account(to.get()));
      } catch (XcmFailure tooLittle) {
        // Left out of every account: burned.
      }
    }
  }
}
