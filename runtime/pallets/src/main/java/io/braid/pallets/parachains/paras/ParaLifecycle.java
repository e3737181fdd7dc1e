package io.braid.pallets.parachains.paras;

import io.braid.scale.Scale;

/** The stages of a parachain's life. */
@Scale(path = "polkadot_runtime_parachains::paras::ParaLifecycle")
public enum ParaLifecycle {
  ONBOARDING,
  PARATHREAD,
  PARACHAIN,
  UPGRADING_PARATHREAD,
  DOWNGRADING_PARACHAIN,
  OFFBOARDING_PARATHREAD,
  OFFBOARDING_PARACHAIN
}
