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
}
