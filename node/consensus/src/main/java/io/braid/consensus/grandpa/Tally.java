package io.braid.consensus.grandpa;

import io.braid.primitives.Bytes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A round's votes of one kind. Of each voter two different ones are kept: a third proves no more.
 */
final class Tally {
  /** What a vote added. */
  enum Added {
    NEW,
    /** The second one of its voter: an equivocation. */
    EQUIVOCATION,
    NOTHING
  }

  private final VoterSet voters;
  private final Map<Bytes, List<SignedVote>> votes = new LinkedHashMap<>();
  private long votedWeight;
  private long equivocatedWeight;

  Tally(VoterSet voters) {
    this.voters = voters;
  }

  Added add(SignedVote vote) {
    List<SignedVote> known = votes.computeIfAbsent(vote.id(), id -> new ArrayList<>(1));
    for (SignedVote other : known) {
      if (other.vote().equals(vote.vote())) {
        return Added.NOTHING;
      }
    }
    switch (known.size()) {
      case 0 -> {
        known.add(vote);
        votedWeight += voters.weight(vote.id());
        return Added.NEW;
      }
      case 1 -> {
        known.add(vote);
        equivocatedWeight += voters.weight(vote.id());
        return Added.EQUIVOCATION;
      }
      default -> {
        return Added.NOTHING;
      }
    }
  }

  /** The weight of all that voted, for whatever block. */
  long votedWeight() {
    return votedWeight;
  }

  /** The weight of those that voted twice: it counts for every block. */
  long equivocatedWeight() {
    return equivocatedWeight;
  }

  /** The first vote of a voter. */
  Optional<SignedVote> of(Bytes voter) {
    return Optional.ofNullable(votes.get(voter)).map(List::getFirst);
  }

  /** What each block has from voters that voted once, without what its descendants have. */
  Map<Vote, Long> singleVotes() {
    Map<Vote, Long> result = new LinkedHashMap<>();
    votes.forEach((id, cast) -> {
      if (cast.size() == 1) {
        result.merge(cast.getFirst().vote(), voters.weight(id), Long::sum);
      }
    });
    return result;
  }

  /** All votes, the equivocations included. */
  List<SignedVote> all() {
    List<SignedVote> result = new ArrayList<>();
    votes.values().forEach(result::addAll);
    return result;
  }
}
