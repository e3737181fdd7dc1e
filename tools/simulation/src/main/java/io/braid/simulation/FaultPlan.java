package io.braid.simulation;

import io.braid.simulation.byzantine.Byzantine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;

/**
 * The faults that have a time, as a seed draws them.
 *
 * @param events ascending
 * @param end when the last one is over
 */
record FaultPlan(List<Event> events, Duration end) {
  /** Something that goes wrong, or well again. */
  sealed interface Event {
    Duration at();
  }

  /** These nodes are cut off from the others; none of them any more when it is over. */
  record CutOff(Duration at, Set<String> nodes) implements Event {}

  /**
   * A node loses its power, and has it again later.
   *
   * @param inCommit whether it writes at that moment
   * @param written whether what it writes is on the disk
   */
  record Crash(Duration at, String node, Duration down, boolean inCommit, boolean written)
      implements Event {}

  /**
   * @param time of the whole simulation; faults fill the first two thirds
   */
  static FaultPlan draw(Faults faults, List<String> nodes, Duration time, SplittableRandom random) {
    List<Event> events = new ArrayList<>();
    int window = (int) (time.toMillis() * 2 / 3);
    for (int i = 0; i < faults.partitions(); i++) {
      // One after the other: each has its own part of the time.
      int part = window / faults.partitions();
      int length = Math.min(part - 1, 5_000 + random.nextInt(25_000));
      int start = i * part + random.nextInt(Math.max(1, part - length));
      events.add(new CutOff(Duration.ofMillis(start), side(nodes, random)));
      events.add(new CutOff(Duration.ofMillis(start + length), Set.of()));
    }
    for (int i = 0; i < faults.crashes(); i++) {
      int down = 1_000 + random.nextInt(19_000);
      int start = random.nextInt(Math.max(1, window - down));
      events.add(
          new Crash(
              Duration.ofMillis(start),
              nodes.get(random.nextInt(nodes.size())),
              Duration.ofMillis(down),
              random.nextBoolean(),
              random.nextBoolean()));
    }
    events.sort(Comparator.comparing(Event::at));
    boolean none = events.isEmpty() && faults.byzantine().equals(Byzantine.NOBODY);
    return new FaultPlan(events, none ? Duration.ZERO : Duration.ofMillis(window));
  }

  private static Set<String> side(List<String> nodes, SplittableRandom random) {
    int size = 1 + random.nextInt(Math.max(1, nodes.size() / 2));
    Set<String> side = new TreeSet<>();
    while (side.size() < size) {
      side.add(nodes.get(random.nextInt(nodes.size())));
    }
    return side;
  }
}
