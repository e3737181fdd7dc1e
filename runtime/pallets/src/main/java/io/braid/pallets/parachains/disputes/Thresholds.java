package io.braid.pallets.parachains.disputes;

import io.braid.primitives.Bits;
import io.braid.runtime.api.parachains.DisputeState;

/** How many votes decide what. */
final class Thresholds {
  private Thresholds() {}

  /** As many validators of {@code n} may be faulty. */
  static int byzantine(int n) {
    return Math.max(0, n - 1) / 3;
  }

  /** As many of {@code n} have more than half of the honest ones among them. */
  static int supermajority(int n) {
    return n - byzantine(n);
  }

  /** Whether enough have voted, on whichever side, for one of them to be honest. */
  static boolean confirmed(DisputeState state) {
    Bits all = state.validatorsFor().or(state.validatorsAgainst());
    return all.count() > byzantine(all.size());
  }

  static boolean supermajorityFor(DisputeState state) {
    return state.validatorsFor().count() >= supermajority(state.validatorsFor().size());
  }

  static boolean supermajorityAgainst(DisputeState state) {
    return state.validatorsAgainst().count() >= supermajority(state.validatorsAgainst().size());
  }

  /** Whether at least one honest validator is against the candidate. */
  static boolean byzantineAgainst(DisputeState state) {
    return state.validatorsAgainst().count() > byzantine(state.validatorsAgainst().size());
  }
}
