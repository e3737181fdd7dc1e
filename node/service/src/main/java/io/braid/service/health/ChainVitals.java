package io.braid.service.health;

import java.time.Duration;
import java.util.Optional;

/**
 * How a chain stands at a node, at one moment of the node's thread.
 *
 * @param name of the chain, for people
 * @param best number of the best block
 * @param finalised number of the last finalised block
 * @param target the greatest number that is best here or at a peer
 * @param leaves blocks without children, from the last finalised one on
 * @param syncing whether the node is far behind its peers, and catching up
 * @param readyTransactions that could be in the next block
 * @param peers connected
 * @param expectsPeers whether it is wrong to have none
 * @param slot how long a slot of the chain is
 * @param bestAge from the beginning of the best block's slot to now; none for the genesis
 * @param finality where the node's voter stands, on a chain with GRANDPA
 */
public record ChainVitals(
    String name,
    int best,
    int finalised,
    int target,
    int leaves,
    boolean syncing,
    int readyTransactions,
    int peers,
    boolean expectsPeers,
    Duration slot,
    Optional<Duration> bestAge,
    Optional<Finality> finality) {
  /**
   * A node's part in GRANDPA.
   *
   * @param round the last that was completed in today's set of voters; 0 before the first
   * @param setId counts the sets of voters
   * @param prevotes cast by this node since it started
   * @param precommits cast by this node since it started
   */
  public record Finality(long round, long setId, long prevotes, long precommits) {}
}
