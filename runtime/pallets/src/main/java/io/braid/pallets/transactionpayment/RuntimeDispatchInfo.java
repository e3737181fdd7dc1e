package io.braid.pallets.transactionpayment;

import io.braid.primitives.U128;
import io.braid.runtime.api.DispatchClass;
import io.braid.runtime.api.Weight;
import io.braid.scale.Scale;

/**
 * What a transaction will cost.
 *
 * @param partialFee without the tip
 */
@Scale(path = "pallet_transaction_payment::types::RuntimeDispatchInfo")
public record RuntimeDispatchInfo(Weight weight, DispatchClass class_, U128 partialFee) {}
