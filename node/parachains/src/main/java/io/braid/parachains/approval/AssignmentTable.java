package io.braid.parachains.approval;

import io.braid.primitives.Bits;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The assignments that came to check one candidate of one block, each validator's first. */
final class AssignmentTable {
  /**
   * @param tick when the assignment was received
   */
  record Assigned(int validator, long tick) {}

  private final TreeMap<Integer, List<Assigned>> tranches = new TreeMap<>();
  private Bits assigned;

  /**
   * @param validators of the session
   */
  AssignmentTable(int validators) {
    assigned = Bits.zeros(validators);
  }

  int validators() {
    return assigned.size();
  }

  boolean isAssigned(int validator) {
    return validator < assigned.size() && assigned.get(validator);
  }

  /**
   * Adds an assignment.
   *
   * @param validator one of the session's
   * @return false when this validator had one
   */
  boolean add(int tranche, int validator, long tick) {
    if (isAssigned(validator)) {
      return false;
    }
    assigned = assigned.with(validator, true);
    tranches.computeIfAbsent(tranche, key -> new ArrayList<>()).add(new Assigned(validator, tick));
    return true;
  }

  /** Those of one tranche. */
  List<Assigned> in(int tranche) {
    return Collections.unmodifiableList(tranches.getOrDefault(tranche, List.of()));
  }

  /** The lowest tranche from {@code tranche} on that has an assignment. */
  Optional<Integer> nextFrom(int tranche) {
    return Optional.ofNullable(tranches.ceilingKey(tranche));
  }

  /** Who is assigned in tranches up to this one. */
  Bits upTo(int tranche) {
    Bits bits = Bits.zeros(assigned.size());
    for (Map.Entry<Integer, List<Assigned>> each : tranches.headMap(tranche, true).entrySet()) {
      for (Assigned one : each.getValue()) {
        bits = bits.with(one.validator(), true);
      }
    }
    return bits;
  }
}
