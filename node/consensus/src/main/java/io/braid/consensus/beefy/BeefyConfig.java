package io.braid.consensus.beefy;

import java.time.Duration;

/**
 * How a voter behaves.
 *
 * @param minBlockDelta blocks between two that are signed, at least; 8 on production chains
 * @param rebroadcast after which own votes are sent again, and proofs that are missing asked for
 */
public record BeefyConfig(int minBlockDelta, Duration rebroadcast) {
  /** For a chain whose GRANDPA messages reach everybody in the given time. */
  public static BeefyConfig forGossip(Duration gossip) {
    return new BeefyConfig(8, gossip.multipliedBy(12));
  }
}
