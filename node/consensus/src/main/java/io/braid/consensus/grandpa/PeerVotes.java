package io.braid.consensus.grandpa;

import io.braid.consensus.chain.Chain;
import io.braid.consensus.ports.PeerId;
import io.braid.primitives.Bytes;
import java.util.Optional;

/**
 * The other voters' votes: their signatures are checked, new ones are passed on, and each is
 * counted, or held until its round begins and its block is here.
 */
final class PeerVotes {
  private final Chain chain;
  private final VoterLink link;
  private final OpenRounds rounds;
  private final GrandpaListener listener;
  private final HeldMessages held = new HeldMessages();

  PeerVotes(Chain chain, VoterLink link, OpenRounds rounds, GrandpaListener listener) {
    this.chain = chain;
    this.link = link;
    this.rounds = rounds;
    this.listener = listener;
  }

  /**
   * A vote came from a peer.
   *
   * @param message its bytes
   */
  void onVote(PeerId peer, GossipMessage.VoteGossip vote, Bytes message) {
    if (vote.setId() != rounds.voters().id()
        || !rounds.isNear(vote.round())
        || !rounds.voters().contains(vote.message().id())
        || !link.isNew(message)) {
      return;
    }
    if (!Signing.verify(chain.signatures(), vote.message(), vote.round(), vote.setId())) {
      link.report(peer, "expected a vote with its voter's signature");
      return;
    }
    Vote cast = vote.message().message().vote();
    if (!chain.isKnown(cast.targetHash())) {
      listener.onUnknownBlock(peer, cast.target());
    }
    count(vote);
    link.passOnToSome(peer, message);
  }

  /** Tries to count what was held. */
  void retry() {
    for (GossipMessage.VoteGossip vote : held.takeAll()) {
      count(vote);
    }
  }

  /** Counts a vote whose signature is checked, or holds it until it can be counted. */
  private void count(GossipMessage.VoteGossip vote) {
    if (vote.setId() != rounds.voters().id()) {
      return;
    }
    Optional<Round> found = rounds.find(vote.round());
    Vote cast = vote.message().message().vote();
    if (vote.round() > rounds.number()
        || (found.isPresent() && !chain.isKnown(cast.targetHash()))) {
      held.add(vote);
    } else if (found.isPresent() && found.get().accepts(cast)) {
      Tally.Added added = found.get().add(vote.message());
      if (added == Tally.Added.EQUIVOCATION) {
        reportEquivocation(found.get(), vote.message());
      }
    }
  }

  private void reportEquivocation(Round round, SignedMessage second) {
    boolean prevote = second.message() instanceof VoteMessage.Prevote;
    SignedVote first =
        (prevote ? round.prevotes() : round.precommits()).of(second.id()).orElseThrow();
    listener.onEquivocation(
        new GrandpaEquivocation(
            rounds.voters().id(),
            round.number(),
            prevote ? GrandpaEquivocation.Kind.PREVOTE : GrandpaEquivocation.Kind.PRECOMMIT,
            second.id(),
            first,
            new SignedVote(second.message().vote(), second.signature(), second.id())));
  }
}
