package io.braid.pallets.transactionpayment;

import io.braid.primitives.U128;
import io.braid.scale.Scale;
import java.util.Optional;

/** A fee and a tip; no inclusion fee when the call pays none. */
@Scale(path = "pallet_transaction_payment::types::FeeDetails")
public record FeeDetails(Optional<InclusionFee> inclusionFee, U128 tip) {
  public U128 total() {
    return inclusionFee.map(InclusionFee::total).orElse(U128.ZERO).saturatingAdd(tip);
  }
}
