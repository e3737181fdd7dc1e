package io.braid.simulation.byzantine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How many nodes do not keep to the rules.
 *
 * @param drawn validators, at most, whose number and roles the seed chooses: always less than a
 *     third of all
 * @param named how many play which role, whatever that comes to
 */
public record Byzantine(int drawn, SortedMap<Attack, Integer> named) {
  public static final Byzantine NOBODY = new Byzantine(0, new TreeMap<>());

  public Byzantine {
    named = Collections.unmodifiableSortedMap(new TreeMap<>(named));
  }

  public Byzantine withDrawn(int count) {
    return new Byzantine(count, named);
  }

  /** With so many in a role; 0 for nobody. */
  public Byzantine with(Attack role, int count) {
    TreeMap<Attack, Integer> changed = new TreeMap<>(named);
    changed.put(role, count);
    changed.values().removeIf(number -> number == 0);
    return new Byzantine(drawn, changed);
  }

  /** As items of a list of faults. */
  public List<String> items() {
    List<String> items = new ArrayList<>();
    if (drawn > 0) {
      items.add("byzantine=" + drawn);
    }
    named.forEach((role, count) -> items.add(role.word() + "=" + count));
    return items;
  }
}
