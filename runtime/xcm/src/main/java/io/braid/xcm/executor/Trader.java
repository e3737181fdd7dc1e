package io.braid.xcm.executor;

import io.braid.primitives.U128;
import io.braid.runtime.api.Weight;
import io.braid.xcm.Asset;
import io.braid.xcm.AssetId;
import java.util.Optional;

/** What execution costs, and who gets the fee. */
public interface Trader {
  /** The price of a weight; empty when fees cannot be paid in this asset. */
  Optional<U128> price(AssetId asset, Weight weight);

  /** Takes the fee of a message that is over. */
  void collect(Asset fee);
}
