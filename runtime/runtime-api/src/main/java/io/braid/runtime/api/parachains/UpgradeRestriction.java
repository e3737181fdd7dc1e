package io.braid.runtime.api.parachains;

import io.braid.scale.Scale;

/** Says that a parachain may not announce new code. */
@Scale(path = "polkadot_primitives::v8::UpgradeRestriction")
public enum UpgradeRestriction {
  PRESENT
}
