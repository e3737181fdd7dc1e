package io.braid.consensus.grandpa;

import io.braid.consensus.chain.BlockRef;
import io.braid.consensus.chain.Chain;
import io.braid.consensus.chain.ChainListener;
import io.braid.consensus.chain.Justification;
import io.braid.consensus.importing.JustificationImport;
import io.braid.consensus.ports.Keystore;
import io.braid.consensus.ports.Network;
import io.braid.consensus.ports.PeerId;
import io.braid.consensus.ports.Timers;
import io.braid.crypto.keys.KeyScheme;
import io.braid.primitives.Bytes;
import io.braid.runtime.api.Header;
import io.braid.runtime.api.grandpa.GrandpaAuthority;
import io.braid.runtime.api.grandpa.GrandpaAuthorityCodec;
import io.braid.scale.Codecs;
import io.braid.scale.Decoded;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Follows GRANDPA's rounds, and votes in them with the key of today's voter set that the keystore
 * has, if it has one. All that it does follows from messages, imported blocks and timers; after any
 * of them, {@link #progress} goes as far as it can.
 *
 * <p>A round goes: the primary proposes the last round's estimate; after 2T everybody prevotes for
 * the best chain above it; after 4T everybody precommits to the prevotes' ghost; when the round is
 * completable and the last estimate final, the next round begins.
 */
public final class GrandpaVoter implements JustificationImport {
  /** Rounds that stay open for late votes. */
  private static final int PAST_ROUNDS = 3;

  /** Rounds that a peer is ahead before its votes are asked for. */
  private static final int CATCH_UP_THRESHOLD = 2;

  /** Times T between sending own votes again, which mends lost messages. */
  private static final int REBROADCAST_PERIOD = 12;

  private final Chain chain;
  private final VoterLink link;
  private final Timers timers;
  private final Keystore keys;
  private final RandomGenerator random;
  private final Duration gossip;
  private final GrandpaListener listener;
  private final AuthorityChanges changes;
  private final Finaliser finaliser;
  private final HeldMessages held = new HeldMessages();
  private final Deque<Round> past = new ArrayDeque<>();
  private final List<BlockRef> importedForced = new ArrayList<>();
  private FinalityTarget target = FinalityTarget.BEST;
  private VoterSet voters;
  private int setBegan;
  private Round current;
  private RoundState lastState;
  private List<SignedMessage> ownVotes = new ArrayList<>();
  private List<SignedMessage> earlierVotes = List.of();
  private Optional<GossipMessage.CommitGossip> waitingCommit = Optional.empty();
  private int highestCommitSeen;
  private boolean mayPrevote;
  private boolean mayPrecommit;
  private boolean catchUpAsked;
  private boolean voting = true;
  private boolean running;

  private GrandpaVoter(
      Chain chain,
      Network network,
      Timers timers,
      Keystore keys,
      RandomGenerator random,
      GrandpaConfig config,
      GrandpaListener listener,
      VoterRecord record) {
    this.chain = chain;
    link = new VoterLink(network);
    this.timers = timers;
    this.keys = keys;
    this.random = random;
    this.listener = listener;
    gossip = config.gossipDuration();
    changes = new AuthorityChanges(chain);
    finaliser = new Finaliser(chain, listener);
    voters = record.voters();
    setBegan = record.setBegan();
    lastState = record.lastRound().load();
    ownVotes.addAll(record.ownVotes());
    earlierVotes = record.earlierVotes();
    current = new Round(record.round(), voters, chain.finalised(), finaliser::parent);
    changes.restore(setBegan);
    chain.addListener(
        new ChainListener() {
          @Override
          public void onImported(BlockRef block, Header header) {
            changes.note(block, header);
            importedForced.add(block);
          }

          @Override
          public void onFinalised(List<BlockRef> finalised, List<BlockRef> discarded) {
            changes.discard(discarded);
          }
        });
  }

  /**
   * A voter that goes on where the database says that it stopped, or begins with the genesis'
   * authorities.
   *
   * @param random spreads commits over time
   * @throws IllegalArgumentException when the genesis has no voters
   */
  public static GrandpaVoter of(
      Chain chain,
      Network network,
      Timers timers,
      Keystore keys,
      RandomGenerator random,
      GrandpaConfig config,
      GrandpaListener listener) {
    VoterRecord record =
        VoterRecord.load(chain.database()).orElseGet(() -> initial(genesisVoters(chain), chain));
    return new GrandpaVoter(chain, network, timers, keys, random, config, listener, record);
  }

  private static VoterSet genesisVoters(Chain chain) {
    List<GrandpaAuthority> authorities =
        chain
            .query(
                chain.genesis().hash(),
                "GrandpaApi_grandpa_authorities",
                new byte[0],
                Codecs.list(GrandpaAuthorityCodec.CODEC, VoterSet.MAX_VOTERS))
            .orElse(List.of());
    if (authorities.isEmpty()) {
      throw new IllegalArgumentException(
          "expected GrandpaApi_grandpa_authorities to name voters on the genesis");
    }
    return new VoterSet(0, authorities);
  }

  private static VoterRecord initial(VoterSet voters, Chain chain) {
    RoundState before = RoundState.before(chain.genesis());
    return new VoterRecord(voters, 0, 1, before.store(), List.of(), List.of());
  }

  /** Holds back votes from now on. */
  public void targetBy(FinalityTarget rule) {
    target = rule;
  }

  /** Whether to vote; a node that is far behind only follows. */
  public void voting(boolean allowed) {
    voting = allowed;
  }

  /** The round that is open. */
  public long round() {
    return current.number();
  }

  public long setId() {
    return voters.id();
  }

  /** Today's voters. */
  public List<GrandpaAuthority> authorities() {
    return voters.authorities();
  }

  /** Begins to keep time. */
  public void start() {
    for (SignedMessage own : ownVotes) {
      if (current.accepts(own.message().vote())) {
        current.add(own);
      }
    }
    beginTimers();
    repeat();
    progress();
  }

  // Time

  private void beginTimers() {
    mayPrevote = false;
    mayPrecommit = false;
    long round = current.number();
    long set = voters.id();
    timers.after(gossip.multipliedBy(2), () -> onTimer(round, set, false));
    timers.after(gossip.multipliedBy(4), () -> onTimer(round, set, true));
  }

  private void onTimer(long round, long set, boolean precommit) {
    if (round == current.number() && set == voters.id()) {
      mayPrevote = true;
      mayPrecommit |= precommit;
      progress();
    }
  }

  private void repeat() {
    timers.after(
        gossip.multipliedBy(REBROADCAST_PERIOD),
        () -> {
          catchUpAsked = false;
          earlierVotes.forEach(vote -> sendVote(current.number() - 1, vote));
          ownVotes.forEach(vote -> sendVote(current.number(), vote));
          link.broadcast(neighbor());
          repeat();
        });
  }

  private void sendVote(long round, SignedMessage vote) {
    link.broadcast(new GossipMessage.VoteGossip(round, voters.id(), vote));
  }

  private GossipMessage neighbor() {
    return new GossipMessage.Neighbor(
        new GossipMessage.NeighborPacket.V1(
            current.number(), voters.id(), chain.finalised().number()));
  }

  /** Tells a new peer where this voter stands. */
  public void onConnected(PeerId peer) {
    link.send(peer, neighbor());
  }

  // Rounds

  /** Does all that can be done now. */
  public void progress() {
    if (running) {
      return;
    }
    running = true;
    try {
      applyForcedChanges();
      retryHeld();
      boolean again = true;
      while (again) {
        propose();
        prevote();
        precommit();
        finaliseRounds();
        again = completeRound();
      }
    } finally {
      running = false;
    }
  }

  private void retryHeld() {
    for (GossipMessage.VoteGossip vote : held.takeAll()) {
      count(vote);
    }
    waitingCommit.ifPresent(commit -> {
      waitingCommit = Optional.empty();
      importCommit(Optional.empty(), commit);
    });
  }

  private Optional<Bytes> ownKey() {
    for (Bytes key : keys.publicKeys(KeyScheme.ED25519, Keystore.GRANDPA)) {
      if (voters.contains(key)) {
        return Optional.of(key);
      }
    }
    return Optional.empty();
  }

  private boolean said(Class<? extends VoteMessage> kind) {
    for (SignedMessage own : ownVotes) {
      if (kind.isInstance(own.message())) {
        return true;
      }
    }
    return false;
  }

  private void say(VoteMessage message) {
    Optional<Bytes> key = ownKey();
    if (key.isEmpty() || !voting) {
      return;
    }
    byte[] payload = Signing.payload(message, current.number(), voters.id());
    Optional<Bytes> signature = keys.sign(KeyScheme.ED25519, Keystore.GRANDPA, key.get(), payload);
    if (signature.isPresent()) {
      SignedMessage signed = new SignedMessage(message, signature.get(), key.get());
      ownVotes.add(signed);
      save();
      current.add(signed);
      sendVote(current.number(), signed);
    }
  }

  private void save() {
    new VoterRecord(voters, setBegan, current.number(), lastState.store(), ownVotes, earlierVotes)
        .save(chain.database());
  }

  /** The last round's estimate, or the last final block when that is higher. */
  private BlockRef floor() {
    BlockRef estimate = lastState.estimate().orElseThrow();
    return estimate.number() > chain.finalised().number() ? estimate : chain.finalised();
  }

  private void propose() {
    BlockRef estimate = lastState.estimate().orElseThrow();
    boolean open = estimate.number() > chain.finalised().number();
    if (open
        && !said(VoteMessage.PrimaryPropose.class)
        && ownKey().equals(Optional.of(voters.primary(current.number())))) {
      say(new VoteMessage.PrimaryPropose(Vote.of(estimate)));
    }
  }

  private void prevote() {
    boolean time = mayPrevote || current.state().completable();
    if (time && !said(VoteMessage.Prevote.class) && chain.inTree(floor().hash())) {
      say(new VoteMessage.Prevote(Vote.of(prevoteTarget())));
    }
  }

  private BlockRef prevoteTarget() {
    BlockRef base = floor();
    Optional<BlockRef> hint = current.proposal().map(Vote::target).filter(this::isUsable);
    BlockRef above = hint.orElse(base);
    BlockRef chosen = target.choose(above, chain.bestContaining(above.hash()));
    int limit = changes.limit(chosen.hash());
    return chosen.number() <= limit
        ? chosen
        : new BlockRef(limit, chain.ancestorAt(chosen.hash(), limit).orElseThrow());
  }

  /** A proposal counts when it is between the last round's estimate and its ghost. */
  private boolean isUsable(BlockRef proposal) {
    Optional<BlockRef> ghost = lastState.prevoteGhost();
    return proposal.number() > floor().number()
        && chain.inTree(proposal.hash())
        && chain.isAncestorOrSame(floor().hash(), proposal.hash())
        && ghost.isPresent()
        && chain.isAncestorOrSame(proposal.hash(), ghost.get().hash());
  }

  private void precommit() {
    RoundState state = current.state();
    boolean time = mayPrecommit || state.completable();
    if (!time
        || state.prevoteGhost().isEmpty()
        || !said(VoteMessage.Prevote.class)
        || said(VoteMessage.Precommit.class)) {
      return;
    }
    BlockRef ghost = state.prevoteGhost().get();
    BlockRef estimate = lastState.estimate().orElseThrow();
    if (chain.isAncestorOrSame(estimate.hash(), ghost.hash())) {
      say(new VoteMessage.Precommit(Vote.of(ghost)));
    }
  }

  private void finaliseRounds() {
    long set = voters.id();
    List<Round> open = new ArrayList<>(past);
    open.add(current);
    for (Round round : open) {
      Optional<BlockRef> block = round.state().finalised().filter(finaliser::canFinalise);
      if (block.isPresent() && set == voters.id()) {
        List<SignedVote> precommits = round.precommitsFor(block.get());
        finaliser.finalise(round.number(), block.get(), precommits);
        scheduleCommit(round.number(), block.get(), precommits);
        afterFinality();
      }
    }
  }

  /** Sends a commit after a while, unless somebody else's made it superfluous. */
  private void scheduleCommit(long round, BlockRef block, List<SignedVote> precommits) {
    long set = voters.id();
    Commit commit = new Commit(block.hash(), block.number(), precommits);
    Duration delay = Duration.ofMillis(random.nextLong(gossip.toMillis() + 1));
    timers.after(
        delay,
        () -> {
          if (highestCommitSeen < block.number()) {
            highestCommitSeen = block.number();
            link.broadcast(new GossipMessage.CommitGossip(round, set, CompactCommit.of(commit)));
          }
        });
  }

  private void afterFinality() {
    Optional<PendingChange> change = changes.takeEffective(chain.finalised());
    change.ifPresent(c -> beginSet(c, chain.finalised()));
  }

  private void applyForcedChanges() {
    List<BlockRef> imported = List.copyOf(importedForced);
    importedForced.clear();
    for (BlockRef block : imported) {
      changes.takeForced(block).ifPresent(change -> beginSet(change, chain.finalised()));
    }
  }

  private void beginSet(PendingChange change, BlockRef base) {
    voters = new VoterSet(voters.id() + 1, change.authorities());
    setBegan = change.effective();
    past.clear();
    lastState = RoundState.before(base);
    ownVotes = new ArrayList<>();
    earlierVotes = List.of();
    waitingCommit = Optional.empty();
    beginRound(1);
  }

  private void beginRound(long number) {
    current = new Round(number, voters, chain.finalised(), finaliser::parent);
    catchUpAsked = false;
    save();
    beginTimers();
    link.broadcast(neighbor());
    for (GossipMessage.VoteGossip vote : held.takeAll()) {
      count(vote);
    }
  }

  /** Begins the next round when this one is done; whether it did. */
  private boolean completeRound() {
    RoundState state = current.state();
    if (!state.completable()) {
      return false;
    }
    BlockRef estimate = lastState.estimate().orElseThrow();
    int finalised =
        Math.max(chain.finalised().number(), state.finalised().map(BlockRef::number).orElse(0));
    if (estimate.number() > finalised) {
      return false;
    }
    leaveRound(state);
    beginRound(current.number() + 1);
    return true;
  }

  private void leaveRound(RoundState state) {
    past.addLast(current);
    while (past.size() > PAST_ROUNDS) {
      past.removeFirst();
    }
    lastState = state;
    earlierVotes = List.copyOf(ownVotes);
    ownVotes = new ArrayList<>();
  }

  // Messages

  /** A message came from a peer. */
  public void onMessage(PeerId peer, Bytes message) {
    switch (GossipMessageCodec.CODEC.tryDecode(message)) {
      case Decoded.Malformed<GossipMessage>(String reason) -> link.report(peer, reason);
      case Decoded.Value<GossipMessage>(GossipMessage gossiped) -> {
        switch (gossiped) {
          case GossipMessage.VoteGossip vote -> onVote(peer, vote, message);
          case GossipMessage.CommitGossip commit -> onCommit(peer, commit, message);
          case GossipMessage.Neighbor(GossipMessage.NeighborPacket.V1 packet) ->
              onNeighbor(peer, packet);
          case GossipMessage.CatchUpRequest request -> answerCatchUp(peer, request);
          case GossipMessage.CatchUpGossip catchUp -> onCatchUp(peer, catchUp);
        }
        progress();
      }
    }
  }

  private void onVote(PeerId peer, GossipMessage.VoteGossip vote, Bytes message) {
    if (vote.setId() != voters.id()
        || vote.round() < current.number() - PAST_ROUNDS
        || vote.round() > current.number() + 1
        || !voters.contains(vote.message().id())
        || !link.isNew(message)) {
      return;
    }
    if (!Signing.verify(vote.message(), vote.round(), vote.setId())) {
      link.report(peer, "expected a vote with its voter's signature");
      return;
    }
    Vote cast = vote.message().message().vote();
    if (!chain.isKnown(cast.targetHash())) {
      listener.onUnknownBlock(peer, cast.target());
    }
    count(vote);
    link.passOn(peer, message);
  }

  /** Counts a vote whose signature is checked, or holds it until it can be counted. */
  private void count(GossipMessage.VoteGossip vote) {
    if (vote.setId() != voters.id()) {
      return;
    }
    Optional<Round> found = roundOf(vote.round());
    Vote cast = vote.message().message().vote();
    if (vote.round() > current.number()
        || (found.isPresent() && !chain.isKnown(cast.targetHash()))) {
      held.add(vote);
    } else if (found.isPresent() && found.get().accepts(cast)) {
      Tally.Added added = found.get().add(vote.message());
      if (added == Tally.Added.EQUIVOCATION) {
        reportEquivocation(found.get(), vote.message());
      }
    }
  }

  private Optional<Round> roundOf(long number) {
    if (number == current.number()) {
      return Optional.of(current);
    }
    for (Round round : past) {
      if (round.number() == number) {
        return Optional.of(round);
      }
    }
    return Optional.empty();
  }

  private void reportEquivocation(Round round, SignedMessage second) {
    Tally tally =
        second.message() instanceof VoteMessage.Prevote ? round.prevotes() : round.precommits();
    SignedVote first = tally.of(second.id()).orElseThrow();
    listener.onEquivocation(
        voters.id(),
        round.number(),
        second.id(),
        first,
        new SignedVote(second.message().vote(), second.signature(), second.id()));
  }

  // Commits and justifications

  private void onCommit(PeerId peer, GossipMessage.CommitGossip commit, Bytes message) {
    if (commit.setId() != voters.id() || !link.isNew(message)) {
      return;
    }
    int number = commit.message().targetNumber();
    if (number > chain.finalised().number()) {
      if (importCommit(Optional.of(peer), commit)) {
        link.passOn(peer, message);
      }
    } else if (number > highestCommitSeen
        && chain.hashAt(number).equals(Optional.of(commit.message().targetHash()))
        && isRight(commit)) {
      // What this voter was about to send itself.
      highestCommitSeen = number;
      link.passOn(peer, message);
    }
  }

  private boolean isRight(GossipMessage.CommitGossip commit) {
    return CommitCheck.verify(commit.message().expand(), commit.round(), voters, finaliser::parent)
        instanceof CommitCheck.Verdict.Valid;
  }

  /** Whether the commit was right, and its block is final now. */
  private boolean importCommit(Optional<PeerId> peer, GossipMessage.CommitGossip gossiped) {
    Commit commit = gossiped.message().expand();
    BlockRef block = new BlockRef(commit.targetNumber(), commit.targetHash());
    if (gossiped.setId() != voters.id() || block.number() <= chain.finalised().number()) {
      return false;
    }
    boolean known =
        chain.isKnown(block.hash())
            && commit.precommits().stream().allMatch(p -> chain.isKnown(p.vote().targetHash()));
    if (!known) {
      waitingCommit = Optional.of(gossiped);
      peer.ifPresent(from -> listener.onUnknownBlock(from, block));
      return false;
    }
    if (!isRight(gossiped)) {
      peer.ifPresent(from -> link.report(from, "expected a commit that finalises " + block));
      return false;
    }
    return finaliseBy(gossiped.round(), block, commit.precommits());
  }

  private boolean finaliseBy(long round, BlockRef block, List<SignedVote> precommits) {
    if (!finaliser.canFinalise(block) || block.number() > changes.limit(block.hash())) {
      return false;
    }
    highestCommitSeen = Math.max(highestCommitSeen, block.number());
    finaliser.finalise(round, block, precommits);
    afterFinality();
    return true;
  }

  @Override
  public void offer(BlockRef block, Justification justification) {
    if (!justification.engine().equals(AuthorityChanges.ENGINE)
        || !(GrandpaJustificationCodec.CODEC.tryDecode(justification.data())
            instanceof Decoded.Value<GrandpaJustification>(GrandpaJustification proof))) {
      return;
    }
    Commit commit = proof.commit();
    BlockRef proven = new BlockRef(commit.targetNumber(), commit.targetHash());
    if (proven.equals(block)
        && finaliser.canFinalise(block)
        && CommitCheck.verify(proof, voters.id(), voters.authorities())
            instanceof CommitCheck.Verdict.Valid
        && block.number() <= changes.limit(block.hash())) {
      finaliser.finalise(block, proof);
      afterFinality();
    }
  }

  // Peers that are ahead

  private void onNeighbor(PeerId peer, GossipMessage.NeighborPacket.V1 packet) {
    boolean laterSet = packet.setId() > voters.id();
    boolean moreFinal = packet.commitFinalisedHeight() > chain.finalised().number();
    if (laterSet || moreFinal) {
      listener.onBehind(peer, packet.commitFinalisedHeight());
    }
    if (packet.setId() == voters.id()
        && packet.round() - CATCH_UP_THRESHOLD >= current.number()
        && !catchUpAsked) {
      catchUpAsked = true;
      link.send(peer, new GossipMessage.CatchUpRequest(packet.round() - 1, voters.id()));
    }
  }

  private void answerCatchUp(PeerId peer, GossipMessage.CatchUpRequest request) {
    if (request.setId() == voters.id()
        && !past.isEmpty()
        && past.getLast().number() >= request.round()) {
      link.send(peer, CatchUps.of(past.getLast(), voters.id()));
    }
  }

  private void onCatchUp(PeerId peer, GossipMessage.CatchUpGossip gossiped) {
    GossipMessage.CatchUp message = gossiped.message();
    if (!catchUpAsked
        || gossiped.setId() != voters.id()
        || message.roundNumber() < current.number()) {
      return;
    }
    catchUpAsked = false;
    BlockRef base = new BlockRef(message.baseNumber(), message.baseHash());
    if (!isFinal(base)) {
      return;
    }
    switch (CatchUps.read(message, voters, finaliser::parent)) {
      case CatchUps.Read.BadVote bad ->
          link.report(peer, "expected a catch-up with its voters' signatures");
      case CatchUps.Read.Filled(Round round) -> {
        if (round.state().completable()) {
          adopt(round);
        }
      }
    }
  }

  private boolean isFinal(BlockRef block) {
    return block.number() <= chain.finalised().number()
        && chain.hashAt(block.number()).equals(Optional.of(block.hash()));
  }

  private void adopt(Round completed) {
    past.clear();
    current = completed;
    ownVotes = new ArrayList<>();
    leaveRound(completed.state());
    beginRound(completed.number() + 1);
  }
}
