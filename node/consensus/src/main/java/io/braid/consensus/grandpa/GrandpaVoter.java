package io.braid.consensus.grandpa;

import io.braid.consensus.chain.Batch;
import io.braid.consensus.chain.BlockRef;
import io.braid.consensus.chain.Chain;
import io.braid.consensus.chain.Justification;
import io.braid.consensus.importing.JustificationImport;
import io.braid.consensus.ports.Keystore;
import io.braid.consensus.ports.Network;
import io.braid.consensus.ports.PeerId;
import io.braid.consensus.ports.Timers;
import io.braid.primitives.Bytes;
import io.braid.runtime.api.grandpa.GrandpaAuthority;
import io.braid.scale.Decoded;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Follows GRANDPA's rounds, and votes in them with the key of today's voter set that the keystore
 * has, if it has one. All that it does follows from messages, imported blocks and timers; after any
 * of them, {@link #progress} goes as far as it can.
 *
 * <p>A round goes: the primary proposes the last round's estimate; after 2T everybody prevotes for
 * the best chain above it; after 4T everybody precommits to the prevotes' ghost; when the round is
 * completable and the last estimate final, the next round begins.
 *
 * <p>This class keeps the time and says what follows what. Where the voter stands is in {@link
 * OpenRounds}; what it says, in {@link OwnVotes}; what others say, in {@link PeerVotes}, {@link
 * Commits} and {@link CatchUpExchange}; who votes next, in {@link SetChanges}.
 */
public final class GrandpaVoter implements JustificationImport {
  /** Times T between sending own votes again, which mends lost messages. */
  private static final int REBROADCAST_PERIOD = 12;

  private final Chain chain;
  private final VoterLink link;
  private final Timers timers;
  private final Duration gossip;
  private final OpenRounds rounds;
  private final SetChanges sets;
  private final OwnVotes ownVotes;
  private final PeerVotes peerVotes;
  private final Commits commits;
  private final CatchUpExchange catchUps;
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
    this.timers = timers;
    link = new VoterLink(network, random);
    gossip = config.gossipDuration();
    Finaliser finaliser = new Finaliser(chain, listener);
    rounds = new OpenRounds(chain, finaliser::parent, record, this::onRoundBegun);
    sets = new SetChanges(chain, rounds, record.setBegan());
    ownVotes = new OwnVotes(chain, keys, link, rounds, sets);
    peerVotes = new PeerVotes(chain, link, rounds, listener);
    commits = new Commits(chain, link, timers, random, gossip, rounds, sets, finaliser, listener);
    catchUps = new CatchUpExchange(chain, link, rounds, finaliser::parent, listener);
  }

  /**
   * A voter that goes on where the database says that it stopped, or begins with the genesis'
   * authorities.
   *
   * @param random spreads commits over time and votes over peers
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
        VoterRecord.load(chain.database()).orElseGet(() -> VoterRecord.atGenesis(chain));
    return new GrandpaVoter(chain, network, timers, keys, random, config, listener, record);
  }

  /**
   * What has to be stored with a block to which the chain jumps. Whoever votes keeps silent in the
   * round that it comes to, as it may have voted there in an earlier life.
   *
   * @param block final
   * @param known who votes behind it
   */
  public static Batch forJump(BlockRef block, NewVoters known) {
    Batch batch = new Batch();
    record(block, known).put(batch);
    SignedVotes.silence(batch, known.setId(), known.round());
    return batch;
  }

  private static VoterRecord record(BlockRef block, NewVoters known) {
    return new VoterRecord(
        new VoterSet(known.setId(), known.voters()),
        known.setBegan(),
        known.round(),
        RoundState.before(block).store());
  }

  /** The chain jumped to a block, and what {@link #forJump} said is stored: goes on from there. */
  public void jumped(BlockRef block, NewVoters known) {
    sets.forget();
    rounds.jump(record(block, known));
  }

  /** Holds back votes from now on. */
  public void targetBy(FinalityTarget rule) {
    ownVotes.targetBy(rule);
  }

  /** Whether to vote; a node that is far behind only follows. */
  public void voting(boolean allowed) {
    ownVotes.allow(allowed);
  }

  /** The round that is open. */
  public long round() {
    return rounds.number();
  }

  public long setId() {
    return rounds.voters().id();
  }

  /** How often this node has prevoted since it started. */
  public long prevotesCast() {
    return ownVotes.prevotes();
  }

  /** How often this node has precommitted since it started. */
  public long precommitsCast() {
    return ownVotes.precommits();
  }

  /** Today's voters. */
  public List<GrandpaAuthority> authorities() {
    return rounds.voters().authorities();
  }

  // Time

  /** Begins to keep time. */
  public void start() {
    boolean begun = sets.afterFinality();
    if (!begun) {
      rounds.countOwnAgain();
      beginTimers();
    }
    repeat();
    progress();
  }

  private void beginTimers() {
    ownVotes.beginRound();
    afterGossip(2, ownVotes::prevoteIsDue);
    afterGossip(4, ownVotes::precommitIsDue);
  }

  /** Does something after {@code times} T, when the same round is open then. */
  private void afterGossip(int times, Runnable due) {
    long round = round();
    long set = setId();
    timers.after(
        gossip.multipliedBy(times),
        () -> {
          if (rounds.isOpen(set, round)) {
            due.run();
            progress();
          }
        });
  }

  private void repeat() {
    timers.after(
        gossip.multipliedBy(REBROADCAST_PERIOD),
        () -> {
          catchUps.forget();
          ownVotes.sendAgain();
          link.broadcast(neighbor());
          repeat();
        });
  }

  private GossipMessage neighbor() {
    return new GossipMessage.Neighbor(
        new GossipMessage.NeighborPacket.V1(round(), setId(), chain.finalised().number()));
  }

  // Rounds

  /** Does all that can be done now. */
  public void progress() {
    if (running) {
      return;
    }
    running = true;
    try {
      sets.applyForced();
      peerVotes.retry();
      commits.retry();
      do {
        ownVotes.cast();
        commits.finaliseRounds();
      } while (rounds.completeOpen());
    } finally {
      running = false;
    }
  }

  private void onRoundBegun() {
    catchUps.forget();
    beginTimers();
    link.broadcast(neighbor());
    peerVotes.retry();
  }

  // Messages

  /** Tells a new peer where this voter stands. */
  public void onConnected(PeerId peer) {
    link.send(peer, neighbor());
  }

  /** A message came from a peer. */
  public void onMessage(PeerId peer, Bytes message) {
    switch (GossipMessageCodec.CODEC.tryDecode(message)) {
      case Decoded.Malformed<GossipMessage>(String reason) -> link.report(peer, reason);
      case Decoded.Value<GossipMessage>(GossipMessage gossiped) -> {
        switch (gossiped) {
          case GossipMessage.VoteGossip vote -> peerVotes.onVote(peer, vote, message);
          case GossipMessage.CommitGossip commit -> commits.onCommit(peer, commit, message);
          case GossipMessage.Neighbor(GossipMessage.NeighborPacket.V1 packet) ->
              catchUps.onNeighbor(peer, packet);
          case GossipMessage.CatchUpRequest request -> catchUps.onRequest(peer, request);
          case GossipMessage.CatchUpGossip catchUp -> catchUps.onCatchUp(peer, catchUp);
        }
        progress();
      }
    }
  }

  @Override
  public void offer(BlockRef block, Justification justification) {
    commits.offer(block, justification);
  }
}
