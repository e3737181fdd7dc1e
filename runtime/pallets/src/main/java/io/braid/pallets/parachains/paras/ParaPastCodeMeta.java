package io.braid.pallets.parachains.paras;

import io.braid.scale.Scale;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * When a parachain's code was replaced: the keys of its past code.
 *
 * @param upgradeTimes in the order of their activation
 * @param lastPruned the latest activation whose past code is gone
 */
@Scale(path = "polkadot_runtime_parachains::paras::ParaPastCodeMeta")
record ParaPastCodeMeta(List<ReplacementTimes> upgradeTimes, Optional<Integer> lastPruned) {
  static final ParaPastCodeMeta NONE = new ParaPastCodeMeta(List.of(), Optional.empty());

  /** Relay blocks: for which a replacement was planned, and which brought it. */
  @Scale(path = "polkadot_runtime_parachains::paras::ReplacementTimes")
  record ReplacementTimes(int expectedAt, int activatedAt) {}

  ParaPastCodeMeta with(int expectedAt, int activatedAt) {
    List<ReplacementTimes> more = new ArrayList<>(upgradeTimes);
    more.add(new ReplacementTimes(expectedAt, activatedAt));
    return new ParaPastCodeMeta(more, lastPruned);
  }

  /** The replacements that were active at {@code max} or before. */
  List<ReplacementTimes> upTo(int max) {
    List<ReplacementTimes> old = new ArrayList<>();
    for (ReplacementTimes times : upgradeTimes) {
      if (times.activatedAt() > max) {
        break;
      }
      old.add(times);
    }
    return old;
  }

  ParaPastCodeMeta without(List<ReplacementTimes> old) {
    return old.isEmpty()
        ? this
        : new ParaPastCodeMeta(
            upgradeTimes.subList(old.size(), upgradeTimes.size()),
            Optional.of(old.get(old.size() - 1).activatedAt()));
  }
}
