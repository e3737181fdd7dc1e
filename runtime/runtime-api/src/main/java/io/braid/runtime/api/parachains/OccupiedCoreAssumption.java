package io.braid.runtime.api.parachains;

import io.braid.scale.Scale;

/** What to assume about a candidate that waits for availability. */
@Scale(path = "polkadot_primitives::v8::OccupiedCoreAssumption")
public enum OccupiedCoreAssumption {
  INCLUDED,
  TIMED_OUT,
  FREE
}
