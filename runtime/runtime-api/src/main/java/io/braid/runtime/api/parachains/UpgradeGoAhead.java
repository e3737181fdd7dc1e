package io.braid.runtime.api.parachains;

import io.braid.scale.Scale;

/** What a parachain that waits to upgrade its code is told. */
@Scale(path = "polkadot_primitives::v8::UpgradeGoAhead")
public enum UpgradeGoAhead {
  /** Validators have refused the code: go on with the old. */
  ABORT,
  /** The next block switches. */
  GO_AHEAD
}
