package io.braid.pallets.parachains.paras;

import io.braid.scale.Scale;
import io.braid.scale.Unnamed;

/** Who waits for validators to check code. */
@Scale(path = "polkadot_runtime_parachains::paras::PvfCheckCause")
sealed interface PvfCheckCause {
  int paraId();

  /** A parachain that is about to be one. */
  @Unnamed
  record Onboarding(int paraId) implements PvfCheckCause {}

  /** A parachain that upgrades; its candidate was included in relay block {@code includedAt}. */
  record Upgrade(int id, int includedAt, UpgradeStrategy upgradeStrategy) implements PvfCheckCause {
    @Override
    public int paraId() {
      return id;
    }
  }
}
