package io.braid.parachains.backing;

import io.braid.primitives.Hash256;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Messages about a relay parent or a candidate that is not here yet. At most {@value #MAX} at a
 * time; those about what was asked for first go first.
 */
final class WaitingMessages {
  static final int MAX = 512;

  private final Map<Hash256, List<Runnable>> waiting = new LinkedHashMap<>();
  private int count;

  void add(Hash256 what, Runnable work) {
    waiting.computeIfAbsent(what, key -> new ArrayList<>()).add(work);
    count++;
    while (count > MAX) {
      take(waiting.keySet().iterator().next());
    }
  }

  /** Takes out what waited for something that is here now. */
  List<Runnable> take(Hash256 what) {
    List<Runnable> found = waiting.remove(what);
    if (found == null) {
      return List.of();
    }
    count -= found.size();
    return found;
  }
}
