package io.braid.simulation.planted;

import java.util.List;

/**
 * A bug.
 *
 * @param breaks methods, and what is put in their place
 * @param world in which it must be found
 */
record PlantedBug(String name, List<Break> breaks, SmallWorld world) {
  /**
   * One method.
   *
   * @param type its class, from {@code io.braid.} on
   * @param how one of {@link Breaks}
   */
  record Break(String type, String method, Class<?> how) {}

  /**
   * A network and its faults.
   *
   * @param seeds the first ones, in one of which at least the bug must be found
   */
  record SmallWorld(int validators, int paras, int seconds, String faults, int seeds) {}

  static PlantedBug of(SmallWorld world, String name, Break... breaks) {
    return new PlantedBug(name, List.of(breaks), world);
  }

  static Break in(String type, String method, Class<?> how) {
    return new Break(type, method, how);
  }

  @Override
  public String toString() {
    return name;
  }
}
