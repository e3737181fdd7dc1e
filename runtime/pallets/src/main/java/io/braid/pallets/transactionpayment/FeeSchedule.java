package io.braid.pallets.transactionpayment;

import io.braid.primitives.U128;
import io.braid.runtime.api.Weight;

/**
 * A chain's prices.
 *
 * @param perByte planck per byte of an extrinsic
 * @param perExtrinsicBase planck for the weight {@code base}; other weights cost in proportion
 */
public record FeeSchedule(U128 perByte, U128 perExtrinsicBase, Weight base) {
  /** The fee for a weight by its time, rounded down. */
  public U128 ofWeight(Weight weight) {
    return U128.ofUnsigned(weight.refTime())
        .saturatingMultiply(perExtrinsicBase)
        .divide(U128.ofUnsigned(base.refTime()));
  }
}
