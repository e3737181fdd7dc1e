package io.braid.pallets.parachains.disputes;

import io.braid.scale.Scale;

/** Whether this chain has included the disputed candidate. */
@Scale(path = "polkadot_runtime_parachains::disputes::DisputeLocation")
public enum DisputeLocation {
  LOCAL,
  REMOTE
}
