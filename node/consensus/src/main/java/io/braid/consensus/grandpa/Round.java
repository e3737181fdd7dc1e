package io.braid.consensus.grandpa;

import io.braid.consensus.chain.BlockRef;
import io.braid.primitives.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One round: its votes, and what follows from them (the paper's section 2.2 and 4). */
final class Round {
  private final long number;
  private final VoterSet voters;
  private final BlockRef base;
  private final VoteGraph.Parents parents;
  private final Tally prevotes;
  private final Tally precommits;
  private Optional<Vote> proposal = Optional.empty();
  private RoundState state = RoundState.NOTHING;
  private boolean dirty;

  /**
   * @param base a finalised block; every vote must be at or above it
   */
  Round(long number, VoterSet voters, BlockRef base, VoteGraph.Parents parents) {
    this.number = number;
    this.voters = voters;
    this.base = base;
    this.parents = parents;
    prevotes = new Tally(voters);
    precommits = new Tally(voters);
  }

  long number() {
    return number;
  }

  BlockRef base() {
    return base;
  }

  Optional<Vote> proposal() {
    return proposal;
  }

  Tally prevotes() {
    return prevotes;
  }

  Tally precommits() {
    return precommits;
  }

  /** Whether a vote may be counted: its target and all between it and the base are known. */
  boolean accepts(Vote vote) {
    return VoteGraph.reaches(vote.target(), base, parents);
  }

  /** Counts a message of a voter, whose signature is checked and that {@link #accepts} its vote. */
  Tally.Added add(SignedMessage signed) {
    SignedVote vote = new SignedVote(signed.message().vote(), signed.signature(), signed.id());
    Tally.Added added =
        switch (signed.message()) {
          case VoteMessage.Prevote prevote -> prevotes.add(vote);
          case VoteMessage.Precommit precommit -> precommits.add(vote);
          case VoteMessage.PrimaryPropose propose -> {
            boolean first = proposal.isEmpty() && signed.id().equals(voters.primary(number));
            if (first) {
              proposal = Optional.of(propose.vote());
            }
            yield first ? Tally.Added.NEW : Tally.Added.NOTHING;
          }
        };
    dirty |= added != Tally.Added.NOTHING;
    return added;
  }

  RoundState state() {
    if (dirty) {
      state = compute();
      dirty = false;
    }
    return state;
  }

  private RoundState compute() {
    long threshold = voters.threshold();
    if (prevotes.votedWeight() < threshold) {
      return RoundState.NOTHING;
    }
    Optional<BlockRef> found =
        new VoteGraph(base, prevotes, parents).ghost(base, weight -> weight >= threshold);
    if (found.isEmpty()) {
      return RoundState.NOTHING;
    }
    BlockRef ghost = found.get();
    if (precommits.votedWeight() < threshold) {
      // Any block could still get a supermajority of precommits.
      return new RoundState(found, Optional.empty(), found, false);
    }
    VoteGraph graph = new VoteGraph(base, precommits, parents);
    Optional<BlockRef> finalised = graph.highestBelow(ghost, weight -> weight >= threshold);
    Optional<BlockRef> estimate = graph.highestBelow(ghost, this::canBePrecommitted);
    boolean completable =
        estimate.isPresent()
            && (!estimate.get().equals(ghost)
                || graph.ghost(ghost, this::canBePrecommitted).equals(found));
    return new RoundState(found, finalised, estimate, completable);
  }

  /**
   * Whether a block with this weight could yet get a supermajority: of those still to vote, and of
   * those that voted otherwise and might equivocate, as far as that many may.
   */
  private boolean canBePrecommitted(long weight) {
    long remaining = voters.total() - precommits.votedWeight();
    long tolerated = voters.total() - voters.threshold();
    long mayEquivocate = Math.max(0, tolerated - precommits.equivocatedWeight());
    long otherwise = Math.max(0, precommits.votedWeight() - weight);
    return weight + remaining + Math.min(otherwise, mayEquivocate) >= voters.threshold();
  }

  /** The precommits that finalise {@code block}. */
  List<SignedVote> precommitsFor(BlockRef block) {
    List<SignedVote> result = new ArrayList<>();
    for (SignedVote vote : precommits.all()) {
      if (VoteGraph.reaches(vote.vote().target(), block, parents)) {
        result.add(vote);
      }
    }
    return result;
  }

  /** Whether a voter has said anything of a kind here. */
  boolean hasPrevoted(Bytes voter) {
    return prevotes.of(voter).isPresent();
  }

  boolean hasPrecommitted(Bytes voter) {
    return precommits.of(voter).isPresent();
  }
}
