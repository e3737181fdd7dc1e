package io.braid.consensus.grandpa;

import io.braid.consensus.chain.BlockRef;
import io.braid.consensus.chain.Chain;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Where a voter stands: today's voters, the round that is open, the last few that stay open for
 * late votes, and what this node said. Every step is stored before anybody hears of it, so that a
 * node that starts again goes on where it stopped.
 */
final class OpenRounds {
  /** Rounds that stay open for late votes. */
  private static final int PAST_ROUNDS = 3;

  private final Chain chain;
  private final VoteGraph.Parents parents;
  private final Runnable onBegun;
  private final SignedVotes votes;
  private final Deque<Round> past = new ArrayDeque<>();
  private VoterSet voters;
  private int setBegan;
  private Round current;
  private RoundState last;

  /**
   * Goes on where the record says.
   *
   * @param onBegun runs after each later round began and was stored
   */
  OpenRounds(Chain chain, VoteGraph.Parents parents, VoterRecord record, Runnable onBegun) {
    this.chain = chain;
    this.parents = parents;
    this.onBegun = onBegun;
    votes = SignedVotes.load(chain.database());
    goOn(record);
  }

  /** Goes to where a record says, which is stored already. */
  void jump(VoterRecord record) {
    past.clear();
    goOn(record);
    onBegun.run();
  }

  private void goOn(VoterRecord record) {
    voters = record.voters();
    setBegan = record.setBegan();
    last = record.lastRound().load();
    current = new Round(record.round(), voters, chain.finalised(), parents);
  }

  VoterSet voters() {
    return voters;
  }

  Round current() {
    return current;
  }

  /** The number of the open round. */
  long number() {
    return current.number();
  }

  /** What the round before the open one came to. */
  RoundState last() {
    return last;
  }

  /** The highest block that the round before might have finalised. */
  BlockRef lastEstimate() {
    return last.estimate().orElseThrow();
  }

  /** Those that are done, oldest first, then the open one. */
  List<Round> all() {
    List<Round> all = new ArrayList<>(past);
    all.add(current);
    return all;
  }

  Optional<Round> find(long number) {
    for (Round round : all()) {
      if (round.number() == number) {
        return Optional.of(round);
      }
    }
    return Optional.empty();
  }

  /** The round that was left last, when it is still here. */
  Optional<Round> lastDone() {
    return Optional.ofNullable(past.peekLast());
  }

  /** Whether votes of a round can still, or may soon, be counted. */
  boolean isNear(long number) {
    return number >= current.number() - PAST_ROUNDS && number <= current.number() + 1;
  }

  boolean isOpen(long setId, long number) {
    return setId == voters.id() && number == current.number();
  }

  // What this node said

  /** In the open round. */
  List<SignedMessage> ownVotes() {
    return votes.in(voters.id(), current.number());
  }

  /** In the round before. */
  List<SignedMessage> earlierVotes() {
    return votes.in(voters.id(), current.number() - 1);
  }

  /** Whether a message of a kind was said in the open round. */
  boolean said(Class<? extends VoteMessage> kind) {
    return ownVotes().stream().anyMatch(own -> kind.isInstance(own.message()));
  }

  /** Whether nothing stands against saying a message of a kind in the open round. */
  boolean maySay(Class<? extends VoteMessage> kind) {
    return votes.maySay(kind, voters.id(), current.number());
  }

  /** Stores and counts a vote of this node, which may be sent then. */
  void say(SignedMessage own) {
    votes.say(voters.id(), current.number(), own);
    current.add(own);
  }

  /** Counts what this node said before it stopped. */
  void countOwnAgain() {
    for (SignedMessage own : ownVotes()) {
      if (current.accepts(own.message().vote())) {
        current.add(own);
      }
    }
  }

  // Steps

  /** Begins the first round of the next set of voters. */
  void beginSet(PendingChange change, BlockRef base) {
    voters = new VoterSet(voters.id() + 1, change.authorities());
    setBegan = change.effective();
    past.clear();
    last = RoundState.before(base);
    begin(1);
  }

  /** Begins the next round when the open one is done; whether it did. */
  boolean completeOpen() {
    RoundState state = current.state();
    if (!state.completable()) {
      return false;
    }
    int finalised =
        Math.max(chain.finalised().number(), state.finalised().map(BlockRef::number).orElse(0));
    if (lastEstimate().number() > finalised) {
      return false;
    }
    leave(state);
    begin(current.number() + 1);
    return true;
  }

  /** Takes over a round that others completed, and begins the one after it. */
  void adopt(Round completed) {
    past.clear();
    current = completed;
    leave(completed.state());
    begin(completed.number() + 1);
  }

  private void leave(RoundState state) {
    past.addLast(current);
    while (past.size() > PAST_ROUNDS) {
      past.removeFirst();
    }
    last = state;
  }

  private void begin(long number) {
    current = new Round(number, voters, chain.finalised(), parents);
    save();
    onBegun.run();
  }

  private void save() {
    new VoterRecord(voters, setBegan, current.number(), last.store()).save(chain.database());
  }
}
