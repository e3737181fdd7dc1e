package io.braid.pallets.parachains.paras;

import io.braid.frame.storage.StorageValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

/** Lists of parachains with the relay block at which something is due, ascending by block. */
final class Schedule {
  private Schedule() {}

  static void add(StorageValue<List<Map.Entry<Integer, Integer>>> schedule, int paraId, int block) {
    List<Map.Entry<Integer, Integer>> longer = new ArrayList<>(schedule.get());
    int at = 0;
    while (at < longer.size() && longer.get(at).getValue() < block) {
      at++;
    }
    longer.add(at, Map.entry(paraId, block));
    schedule.set(longer);
  }

  /** Removes what is due by {@code now}, and hands over the parachains. */
  static void due(
      StorageValue<List<Map.Entry<Integer, Integer>>> schedule, int now, IntConsumer paraId) {
    List<Map.Entry<Integer, Integer>> all = schedule.get();
    List<Map.Entry<Integer, Integer>> later =
        all.stream().filter(entry -> entry.getValue() > now).toList();
    if (later.size() < all.size()) {
      schedule.set(later);
      all.stream()
          .filter(entry -> entry.getValue() <= now)
          .forEach(entry -> paraId.accept(entry.getKey()));
    }
  }
}
