package io.braid.parachains.approval;

import io.braid.primitives.Hash256;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What came before the block, or before the assignment, that it rests on. At most {@value #MAX} at
 * a time; those of the block that was named first go first.
 */
final class EarlyMessages {
  static final int MAX = 2_048;

  private final Map<Hash256, List<Runnable>> waiting = new LinkedHashMap<>();
  private int count;

  void add(Hash256 block, Runnable work) {
    waiting.computeIfAbsent(block, key -> new ArrayList<>()).add(work);
    count++;
    while (count > MAX) {
      take(waiting.keySet().iterator().next());
    }
  }

  /** Takes out what waits for something of a block. */
  List<Runnable> take(Hash256 block) {
    List<Runnable> found = waiting.remove(block);
    count -= found == null ? 0 : found.size();
    return found == null ? List.of() : found;
  }

  int count() {
    return count;
  }
}
