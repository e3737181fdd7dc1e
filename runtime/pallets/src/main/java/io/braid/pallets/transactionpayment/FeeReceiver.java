package io.braid.pallets.transactionpayment;

import io.braid.primitives.U128;

/** Who gets the fees; must resolve or drop all of it. */
public interface FeeReceiver {
  void receive(U128 fee, U128 tip);
}
