package io.braid.consensus.grandpa;

import java.time.Duration;

/**
 * How a voter behaves in time.
 *
 * @param gossipDuration the time in which a message should reach everybody: T in the paper; one
 *     second on production chains
 */
public record GrandpaConfig(Duration gossipDuration) {
  public static final GrandpaConfig PRODUCTION = new GrandpaConfig(Duration.ofSeconds(1));

  /** As in production, or a quarter of a slot on chains with short ones. */
  public static GrandpaConfig forSlots(Duration slot) {
    Duration quarter = slot.dividedBy(4);
    return quarter.compareTo(PRODUCTION.gossipDuration) < 0
        ? new GrandpaConfig(quarter)
        : PRODUCTION;
  }
}
