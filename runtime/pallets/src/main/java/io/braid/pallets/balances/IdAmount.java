package io.braid.pallets.balances;

import io.braid.frame.currency.Reason;
import io.braid.primitives.U128;
import io.braid.scale.Scale;

/** An amount that is held or frozen for a reason. */
@Scale(path = "frame_support::traits::tokens::misc::IdAmount")
record IdAmount(Reason id, U128 amount) {}
