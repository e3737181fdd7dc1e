package io.braid.consensus.grandpa;

import io.braid.scale.Scale;
import io.braid.scale.Unnamed;

/** What a voter says in a round: once of each kind, unless it equivocates. */
@Scale(path = "finality_grandpa::Message")
public sealed interface VoteMessage {
  Vote vote();

  @Unnamed
  record Prevote(Vote vote) implements VoteMessage {}

  @Unnamed
  record Precommit(Vote vote) implements VoteMessage {}

  /** The round's primary hints at the last round's estimate. */
  @Unnamed
  record PrimaryPropose(Vote vote) implements VoteMessage {}
}
