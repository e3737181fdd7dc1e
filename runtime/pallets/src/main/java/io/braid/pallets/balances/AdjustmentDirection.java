package io.braid.pallets.balances;

import io.braid.scale.Scale;

/** Which way the total issuance is corrected. */
@Scale(path = "pallet_balances::types::AdjustmentDirection")
enum AdjustmentDirection {
  INCREASE,
  DECREASE
}
