package io.braid.pallets.parachains.paras;

import io.braid.scale.Scale;

/** How new code takes over once validators have accepted it. */
@Scale(path = "polkadot_runtime_parachains::paras::UpgradeStrategy")
public enum UpgradeStrategy {
  /** The parachain is told, and switches with the block that has heard of it. */
  SET_GO_AHEAD_SIGNAL,
  /** At the planned relay block, whatever the parachain does. */
  APPLY_AT_EXPECTED_BLOCK
}
