package io.braid.consensus.grandpa;

import io.braid.primitives.Bytes;

/**
 * A voter's two votes for different blocks, in one half of a round: proof of fraud.
 *
 * @param setId of the set of voters
 */
public record GrandpaEquivocation(
    long setId, long round, Kind kind, Bytes voter, SignedVote first, SignedVote second) {
  /** Which half of the round. */
  public enum Kind {
    PREVOTE,
    PRECOMMIT
  }
}
