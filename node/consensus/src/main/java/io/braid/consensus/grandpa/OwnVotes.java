package io.braid.consensus.grandpa;

import io.braid.consensus.chain.BlockRef;
import io.braid.consensus.chain.Chain;
import io.braid.consensus.ports.Keystore;
import io.braid.crypto.keys.KeyScheme;
import io.braid.primitives.Bytes;
import java.util.Optional;

/**
 * What this node says in a round, with the key of today's voter set that the keystore has: as
 * primary the last round's estimate, then a prevote, then a precommit, each once.
 */
final class OwnVotes {
  private final Chain chain;
  private final Keystore keys;
  private final VoterLink link;
  private final OpenRounds rounds;
  private final SetChanges sets;
  private FinalityTarget target = FinalityTarget.BEST;
  private boolean allowed = true;
  private boolean prevoteTime;
  private boolean precommitTime;
  private long prevotes;
  private long precommits;

  OwnVotes(Chain chain, Keystore keys, VoterLink link, OpenRounds rounds, SetChanges sets) {
    this.chain = chain;
    this.keys = keys;
    this.link = link;
    this.rounds = rounds;
    this.sets = sets;
  }

  void targetBy(FinalityTarget rule) {
    target = rule;
  }

  void allow(boolean voting) {
    allowed = voting;
  }

  // Time

  /** A round began: nothing is due yet. */
  void beginRound() {
    prevoteTime = false;
    precommitTime = false;
  }

  /** The proposal had time to arrive. */
  void prevoteIsDue() {
    prevoteTime = true;
  }

  /** The prevotes had time to arrive. */
  void precommitIsDue() {
    prevoteTime = true;
    precommitTime = true;
  }

  /** Sends the votes of this round and the last again, which mends lost messages. */
  void sendAgain() {
    rounds.earlierVotes().forEach(vote -> send(rounds.number() - 1, vote));
    rounds.ownVotes().forEach(vote -> send(rounds.number(), vote));
  }

  private void send(long round, SignedMessage vote) {
    link.broadcast(new GossipMessage.VoteGossip(round, rounds.voters().id(), vote));
  }

  // Votes

  /** Says all that is due and was not said yet. */
  void cast() {
    propose();
    prevote();
    precommit();
  }

  private void propose() {
    BlockRef estimate = rounds.lastEstimate();
    boolean open = estimate.number() > chain.finalised().number();
    if (open
        && rounds.maySay(VoteMessage.PrimaryPropose.class)
        && ownKey().equals(Optional.of(rounds.voters().primary(rounds.number())))) {
      say(new VoteMessage.PrimaryPropose(Vote.of(estimate)));
    }
  }

  private void prevote() {
    boolean time = prevoteTime || rounds.current().state().completable();
    if (time && rounds.maySay(VoteMessage.Prevote.class) && chain.inTree(floor().hash())) {
      say(new VoteMessage.Prevote(Vote.of(prevoteTarget())));
    }
  }

  private BlockRef prevoteTarget() {
    BlockRef base = floor();
    Optional<BlockRef> hint = rounds.current().proposal().map(Vote::target).filter(this::isUsable);
    BlockRef above = hint.orElse(base);
    BlockRef chosen = target.choose(above, chain.bestContaining(above.hash()));
    int limit = sets.limit(chosen.hash());
    return chosen.number() <= limit
        ? chosen
        : new BlockRef(limit, chain.ancestorAt(chosen.hash(), limit).orElseThrow());
  }

  /** The last round's estimate, or the last final block when that is higher. */
  private BlockRef floor() {
    BlockRef estimate = rounds.lastEstimate();
    return estimate.number() > chain.finalised().number() ? estimate : chain.finalised();
  }

  /** A proposal counts when it is between the last round's estimate and its ghost. */
  private boolean isUsable(BlockRef proposal) {
    Optional<BlockRef> ghost = rounds.last().prevoteGhost();
    return proposal.number() > floor().number()
        && chain.inTree(proposal.hash())
        && chain.isAncestorOrSame(floor().hash(), proposal.hash())
        && ghost.isPresent()
        && chain.isAncestorOrSame(proposal.hash(), ghost.get().hash());
  }

  private void precommit() {
    RoundState state = rounds.current().state();
    boolean time = precommitTime || state.completable();
    if (!time
        || state.prevoteGhost().isEmpty()
        || !rounds.said(VoteMessage.Prevote.class)
        || !rounds.maySay(VoteMessage.Precommit.class)) {
      return;
    }
    BlockRef ghost = state.prevoteGhost().get();
    if (chain.isAncestorOrSame(rounds.lastEstimate().hash(), ghost.hash())) {
      say(new VoteMessage.Precommit(Vote.of(ghost)));
    }
  }

  private void say(VoteMessage message) {
    Optional<Bytes> key = ownKey();
    if (key.isEmpty() || !allowed) {
      return;
    }
    byte[] payload = Signing.payload(message, rounds.number(), rounds.voters().id());
    Optional<Bytes> signature = keys.sign(KeyScheme.ED25519, Keystore.GRANDPA, key.get(), payload);
    if (signature.isPresent()) {
      SignedMessage signed = new SignedMessage(message, signature.get(), key.get());
      rounds.say(signed);
      send(rounds.number(), signed);
      count(message);
    }
  }

  private void count(VoteMessage message) {
    switch (message) {
      case VoteMessage.Prevote prevote -> prevotes++;
      case VoteMessage.Precommit precommit -> precommits++;
      case VoteMessage.PrimaryPropose proposal -> {}
    }
  }

  /** Prevotes since this object is there. */
  long prevotes() {
    return prevotes;
  }

  /** Precommits since this object is there. */
  long precommits() {
    return precommits;
  }

  private Optional<Bytes> ownKey() {
    for (Bytes key : keys.publicKeys(KeyScheme.ED25519, Keystore.GRANDPA)) {
      if (rounds.voters().contains(key)) {
        return Optional.of(key);
      }
    }
    return Optional.empty();
  }
}
