package io.braid.pallets.session;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whom to disable: as many as may be faulty, the worst offenders first. Who has done less comes
 * back when a worse one needs the place.
 */
record Disabling(Optional<Integer> disable, Optional<Integer> reenable) {
  static final Disabling NOBODY = new Disabling(Optional.empty(), Optional.empty());

  /** At most as many of {@code validators} are disabled: fewer than a third. */
  static int limit(int validators) {
    return Math.max(0, validators - 1) / 3;
  }

  /**
   * @param offender its index in the session
   */
  static Disabling decide(
      int offender,
      OffenceSeverity severity,
      List<Map.Entry<Integer, OffenceSeverity>> disabled,
      int validators) {
    for (Map.Entry<Integer, OffenceSeverity> entry : disabled) {
      if (entry.getKey() == offender) {
        return severity.worseThan(entry.getValue())
            ? new Disabling(Optional.of(offender), Optional.empty())
            : NOBODY;
      }
    }
    if (disabled.size() < limit(validators)) {
      return new Disabling(Optional.of(offender), Optional.empty());
    }
    Optional<Map.Entry<Integer, OffenceSeverity>> mildest = Optional.empty();
    for (Map.Entry<Integer, OffenceSeverity> entry : disabled) {
      boolean notWorse = !entry.getValue().worseThan(severity);
      if (notWorse && (mildest.isEmpty() || mildest.get().getValue().worseThan(entry.getValue()))) {
        mildest = Optional.of(entry);
      }
    }
    return mildest
        .map(entry -> new Disabling(Optional.of(offender), Optional.of(entry.getKey())))
        .orElse(NOBODY);
  }
}
