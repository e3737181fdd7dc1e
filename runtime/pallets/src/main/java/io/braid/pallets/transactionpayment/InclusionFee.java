package io.braid.pallets.transactionpayment;

import io.braid.primitives.U128;
import io.braid.scale.Scale;

/**
 * The parts of a fee, in planck.
 *
 * @param baseFee for being an extrinsic at all
 * @param lenFee for its bytes
 * @param adjustedWeightFee for its weight, times the fee multiplier
 */
@Scale(path = "pallet_transaction_payment::types::InclusionFee")
public record InclusionFee(U128 baseFee, U128 lenFee, U128 adjustedWeightFee) {
  public U128 total() {
    return baseFee.saturatingAdd(lenFee).saturatingAdd(adjustedWeightFee);
  }
}
