/** Fees: what a transaction costs, and taking it from the signer (pallet_transaction_payment). */
@NullMarked
package io.braid.pallets.transactionpayment;

import org.jspecify.annotations.NullMarked;
