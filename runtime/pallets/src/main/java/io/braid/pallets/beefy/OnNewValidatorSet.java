package io.braid.pallets.beefy;

import io.braid.runtime.api.beefy.BeefyValidatorSet;

/** Hears who signs from now on, and who is to sign afterwards. */
@FunctionalInterface
public interface OnNewValidatorSet {
  void onNewValidatorSet(BeefyValidatorSet current, BeefyValidatorSet next);
}
