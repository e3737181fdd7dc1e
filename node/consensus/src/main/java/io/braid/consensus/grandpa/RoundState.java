package io.braid.consensus.grandpa;

import io.braid.consensus.chain.BlockRef;
import io.braid.scale.Scale;
import java.util.Optional;

/**
 * What a round's votes say so far.
 *
 * @param prevoteGhost the highest block with a supermajority of prevotes
 * @param finalised the highest block with supermajorities of prevotes and precommits
 * @param estimate the highest block that might have been finalised in this round
 * @param completable whether no block above the estimate can be finalised in this round any more
 */
record RoundState(
    Optional<BlockRef> prevoteGhost,
    Optional<BlockRef> finalised,
    Optional<BlockRef> estimate,
    boolean completable) {
  static final RoundState NOTHING =
      new RoundState(Optional.empty(), Optional.empty(), Optional.empty(), false);

  /** What stands before the first round of a voter set. */
  static RoundState before(BlockRef base) {
    return new RoundState(Optional.of(base), Optional.of(base), Optional.of(base), true);
  }

  /** A round's state as it is stored: of a completed round only. */
  @Scale(path = "braid_consensus::grandpa::CompletedRound")
  record Stored(Vote prevoteGhost, Vote estimate, Optional<Vote> finalised) {
    RoundState load() {
      return new RoundState(
          Optional.of(prevoteGhost.target()),
          finalised.map(Vote::target),
          Optional.of(estimate.target()),
          true);
    }
  }

  /** Only for a completed round. */
  Stored store() {
    return new Stored(
        Vote.of(prevoteGhost.orElseThrow()),
        Vote.of(estimate.orElseThrow()),
        finalised.map(Vote::of));
  }
}
