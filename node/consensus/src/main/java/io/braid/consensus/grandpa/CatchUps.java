package io.braid.consensus.grandpa;

import io.braid.consensus.chain.BlockRef;
import io.braid.executor.host.SignatureChecks;
import java.util.List;
import java.util.function.Function;

/** Rounds as messages, for voters that lag. */
final class CatchUps {
  private CatchUps() {}

  /** What became of a catch-up from a peer. */
  sealed interface Read {
    record Filled(Round round) implements Read {}

    /** A vote is not properly signed. */
    record BadVote() implements Read {}
  }

  /** All votes of a round. */
  static GossipMessage.CatchUpGossip of(Round round, long setId) {
    return new GossipMessage.CatchUpGossip(
        setId,
        new GossipMessage.CatchUp(
            round.number(),
            round.prevotes().all(),
            round.precommits().all(),
            round.base().hash(),
            round.base().number()));
  }

  /** The round of a message; votes outside the base's branch are left out. */
  static Read read(
      GossipMessage.CatchUp message,
      VoterSet voters,
      VoteGraph.Parents parents,
      SignatureChecks checks) {
    BlockRef base = new BlockRef(message.baseNumber(), message.baseHash());
    Round round = new Round(message.roundNumber(), voters, base, parents);
    boolean signed =
        fill(round, voters, message.prevotes(), VoteMessage.Prevote::new, checks)
            && fill(round, voters, message.precommits(), VoteMessage.Precommit::new, checks);
    return signed ? new Read.Filled(round) : new Read.BadVote();
  }

  private static boolean fill(
      Round round,
      VoterSet voters,
      List<SignedVote> votes,
      Function<Vote, VoteMessage> kind,
      SignatureChecks checks) {
    for (SignedVote vote : votes) {
      SignedMessage signed =
          new SignedMessage(kind.apply(vote.vote()), vote.signature(), vote.id());
      if (!voters.contains(vote.id())
          || !Signing.verify(checks, signed, round.number(), voters.id())) {
        return false;
      }
      if (round.accepts(vote.vote())) {
        round.add(signed);
      }
    }
    return true;
  }
}
