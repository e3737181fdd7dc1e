package io.braid.parachains.backing;

import io.braid.primitives.Hash256;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Messages about a relay parent or a candidate that is not here yet. At most {@value #MAX} of
 * {@value #MAX_BYTES} bytes together at a time; those about what was named first go first.
 */
final class WaitingMessages {
  static final int MAX = 512;
  static final int MAX_BYTES = 16 << 20;

  private record Waiting(int sizeBytes, Runnable work) {}

  private final Map<Hash256, List<Waiting>> waiting = new LinkedHashMap<>();
  private int count;
  private long bytes;

  /**
   * @param sizeBytes of the message
   */
  void add(Hash256 what, int sizeBytes, Runnable work) {
    waiting.computeIfAbsent(what, key -> new ArrayList<>()).add(new Waiting(sizeBytes, work));
    count++;
    bytes += sizeBytes;
    while (count > MAX || bytes > MAX_BYTES) {
      take(waiting.keySet().iterator().next());
    }
  }

  int count() {
    return count;
  }

  /** Takes out what waited for something that is here now. */
  List<Runnable> take(Hash256 what) {
    List<Waiting> found = waiting.remove(what);
    if (found == null) {
      return List.of();
    }
    List<Runnable> work = new ArrayList<>();
    for (Waiting each : found) {
      count--;
      bytes -= each.sizeBytes;
      work.add(each.work);
    }
    return work;
  }
}
