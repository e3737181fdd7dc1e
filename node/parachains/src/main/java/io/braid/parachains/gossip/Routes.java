package io.braid.parachains.gossip;

import io.braid.consensus.ports.PeerId;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The ways from this node in one session. Besides those in the grid that have to have a message, a
 * few others get it at random, so that nobody can cut a validator off who does not know to whom it
 * will speak.
 */
public final class Routes {
  /** Peers outside the grid who get a message from each node that has it. */
  static final int RANDOM_PEERS = 4;

  /** With fewer peers than these, chance does not decide who gets it. */
  private static final int FEW_PEERS = 25;

  private final Optional<GridTopology.Neighbours> neighbours;
  private final int self;
  private final IntFunction<Optional<PeerId>> peers;
  private final RandomGenerator random;
  private Optional<Found> found = Optional.empty();

  /** Who of the neighbours is connected. */
  private record Found(Set<PeerId> row, Set<PeerId> column) {}

  /**
   * @param neighbours nothing for a node that has no place in the grid
   * @param self this node's place among the validators; negative when it has none
   * @param peers finds the peer that is a validator
   */
  Routes(
      Optional<GridTopology.Neighbours> neighbours,
      int self,
      IntFunction<Optional<PeerId>> peers,
      RandomGenerator random) {
    this.neighbours = neighbours;
    this.self = self;
    this.peers = peers;
    this.random = random;
  }

  /** Peers came, went, or were found out to be validators. */
  void refresh() {
    found = Optional.empty();
  }

  private Found found(GridTopology.Neighbours grid) {
    if (found.isEmpty()) {
      found = Optional.of(new Found(connected(grid.row()), connected(grid.column())));
    }
    return found.get();
  }

  private Set<PeerId> connected(Set<Integer> validators) {
    return validators.stream()
        .flatMap(validator -> peers.apply(validator).stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * Whether a peer gets from here what a validator says.
   *
   * @param originator who says it, by its index in the session
   */
  public boolean leadTo(PeerId peer, int originator) {
    if (neighbours.isEmpty()) {
      return false;
    }
    GridTopology.Neighbours grid = neighbours.get();
    boolean own = originator == self;
    return (own || grid.column().contains(originator)) && found(grid).row().contains(peer)
        || (own || grid.row().contains(originator)) && found(grid).column().contains(peer);
  }

  /** Whether a peer is in this node's row or column. */
  public boolean isNeighbour(PeerId peer) {
    return neighbours.map(this::found).stream()
        .flatMap(near -> Stream.of(near.row(), near.column()))
        .anyMatch(peers -> peers.contains(peer));
  }

  /** Whether it is this node that says it. */
  public boolean isOwn(int originator) {
    return originator == self;
  }

  /**
   * Whether chance has a peer get a message.
   *
   * @param before how many got it by chance before
   * @param all the peers that there are
   */
  boolean byChance(int before, int all) {
    return before < RANDOM_PEERS && (all <= FEW_PEERS || random.nextInt(all) < FEW_PEERS);
  }

  /** Where among so many peers to begin to ask chance, so that it does not favour the first. */
  int begin(int all) {
    return all == 0 ? 0 : random.nextInt(all);
  }
}
