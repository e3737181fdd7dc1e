package io.braid.pallets.parachains.disputes;

import io.braid.scale.Scale;

/** What a supermajority said of the candidate. */
@Scale(path = "polkadot_runtime_parachains::disputes::DisputeResult")
public enum DisputeResult {
  VALID,
  INVALID
}
