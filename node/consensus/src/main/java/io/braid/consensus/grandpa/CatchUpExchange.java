package io.braid.consensus.grandpa;

import io.braid.consensus.chain.BlockRef;
import io.braid.consensus.chain.Chain;
import io.braid.consensus.ports.PeerId;
import java.util.Optional;

/**
 * Rounds of peers that are ahead. Asks one peer at a time for the votes of the round that it
 * completed last, and gives its own to peers that ask.
 */
final class CatchUpExchange {
  /** Rounds that a peer is ahead before its votes are asked for. */
  private static final int THRESHOLD = 2;

  private final Chain chain;
  private final VoterLink link;
  private final OpenRounds rounds;
  private final VoteGraph.Parents parents;
  private final GrandpaListener listener;
  private boolean asked;

  CatchUpExchange(
      Chain chain,
      VoterLink link,
      OpenRounds rounds,
      VoteGraph.Parents parents,
      GrandpaListener listener) {
    this.chain = chain;
    this.link = link;
    this.rounds = rounds;
    this.parents = parents;
    this.listener = listener;
  }

  /** Waits for no answer any more, and may ask again. */
  void forget() {
    asked = false;
  }

  /** A peer says where it stands. */
  void onNeighbor(PeerId peer, GossipMessage.NeighborPacket.V1 packet) {
    boolean laterSet = packet.setId() > rounds.voters().id();
    boolean moreFinal = packet.commitFinalisedHeight() > chain.finalised().number();
    if (laterSet || moreFinal) {
      listener.onBehind(peer, packet.commitFinalisedHeight());
    }
    if (packet.setId() == rounds.voters().id()
        && packet.round() - THRESHOLD >= rounds.number()
        && !asked) {
      asked = true;
      link.send(peer, new GossipMessage.CatchUpRequest(packet.round() - 1, rounds.voters().id()));
    }
  }

  /** A peer asks for a round, or a later one. */
  void onRequest(PeerId peer, GossipMessage.CatchUpRequest request) {
    Optional<Round> done = rounds.lastDone().filter(round -> round.number() >= request.round());
    if (request.setId() == rounds.voters().id() && done.isPresent()) {
      link.send(peer, CatchUps.of(done.get(), rounds.voters().id()));
    }
  }

  /** A round came from a peer; it is adopted when it was asked for, is signed, and is complete. */
  void onCatchUp(PeerId peer, GossipMessage.CatchUpGossip gossiped) {
    GossipMessage.CatchUp message = gossiped.message();
    if (!asked
        || gossiped.setId() != rounds.voters().id()
        || message.roundNumber() < rounds.number()) {
      return;
    }
    asked = false;
    if (!isFinal(new BlockRef(message.baseNumber(), message.baseHash()))) {
      return;
    }
    switch (CatchUps.read(message, rounds.voters(), parents, chain.signatures())) {
      case CatchUps.Read.BadVote bad ->
          link.report(peer, "expected a catch-up with its voters' signatures");
      case CatchUps.Read.Filled(Round round) -> {
        if (round.state().completable()) {
          rounds.adopt(round);
        }
      }
    }
  }

  private boolean isFinal(BlockRef block) {
    return block.number() <= chain.finalised().number()
        && chain.hashAt(block.number()).equals(Optional.of(block.hash()));
  }
}
