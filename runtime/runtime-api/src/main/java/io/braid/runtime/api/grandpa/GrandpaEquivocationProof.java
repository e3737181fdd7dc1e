package io.braid.runtime.api.grandpa;

import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.scale.Scale;
import io.braid.scale.Size;
import io.braid.scale.Unnamed;

/** Two votes of one voter in one round. */
@Scale(path = "sp_consensus_grandpa::EquivocationProof")
public record GrandpaEquivocationProof(long setId, Equivocation equivocation) {
  /** In which half of the round. */
  @Scale(path = "sp_consensus_grandpa::Equivocation")
  public sealed interface Equivocation {
    Votes votes();

    @Unnamed
    record Prevote(Votes votes) implements Equivocation {}

    @Unnamed
    record Precommit(Votes votes) implements Equivocation {}
  }

  /**
   * The votes.
   *
   * @param identity the voter's key
   */
  @Scale(path = "finality_grandpa::Equivocation")
  public record Votes(
      long roundNumber, @Size(32) Bytes identity, SignedVote first, SignedVote second) {}

  /** A vote and its signature, as a Rust tuple. */
  @Scale
  @Unnamed
  public record SignedVote(Vote vote, @Size(64) Bytes signature) {}

  /** For which block. */
  @Scale(path = "finality_grandpa::Vote")
  public record Vote(Hash256 targetHash, int targetNumber) {}
}
