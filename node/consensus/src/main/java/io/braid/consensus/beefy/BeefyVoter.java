package io.braid.consensus.beefy;

import io.braid.consensus.chain.Batch;
import io.braid.consensus.chain.BlockRef;
import io.braid.consensus.chain.Chain;
import io.braid.consensus.chain.ChainListener;
import io.braid.consensus.chain.Justification;
import io.braid.consensus.ports.Keystore;
import io.braid.consensus.ports.Network;
import io.braid.consensus.ports.PeerId;
import io.braid.consensus.ports.Protocol;
import io.braid.consensus.ports.Timers;
import io.braid.crypto.keys.KeyScheme;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.Header;
import io.braid.runtime.api.beefy.BeefyConsensusLog;
import io.braid.runtime.api.beefy.BeefyValidatorSet;
import io.braid.runtime.api.beefy.Commitment;
import io.braid.runtime.api.beefy.DoubleVotingProof;
import io.braid.runtime.api.beefy.Payload;
import io.braid.runtime.api.beefy.VoteMessage;
import io.braid.scale.Codecs;
import io.braid.scale.Decoded;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signs what BEEFY's validators sign, with the key that the keystore has if it has one, collects
 * others' signatures, and stores the proofs with their blocks. All that it does follows from
 * finality, messages and timers; {@link #progress} goes as far as it can after any of them.
 *
 * <p>Of the sessions known, the first is worked on: its first block must be signed before all else.
 * A voter that lacks the proof of such a block asks its peers for it, one at a time.
 */
public final class BeefyVoter implements ChainListener {
  private static final Logger LOG = LoggerFactory.getLogger(BeefyVoter.class);

  /** Proofs of blocks that are not final here yet. */
  private static final int MAX_WAITING = 2_400;

  private final Chain chain;
  private final Network network;
  private final Timers timers;
  private final Keystore keys;
  private final BeefyConfig config;
  private final BeefyListener listener;
  private final BeefySessions onChain;

  private int genesis;
  private final Deque<BeefySession> sessions = new ArrayDeque<>();
  private int bestFinalised;
  private int bestSigned;
  private Optional<VoteMessage> said = Optional.empty();
  private final TreeMap<Integer, SignedCommitment> waiting = new TreeMap<>();
  private final Set<Bytes> reported = new HashSet<>();
  private boolean allowed = true;
  private boolean asking;
  private int asked;
  private boolean progressPlanned;

  /**
   * A voter that goes on where the chain's database says that it stopped. It must hear of the chain
   * from now on.
   */
  public BeefyVoter(
      Chain chain,
      Network network,
      Timers timers,
      Keystore keys,
      BeefyConfig config,
      BeefyListener listener) {
    this.chain = chain;
    this.network = network;
    this.timers = timers;
    this.keys = keys;
    this.config = config;
    this.listener = listener;
    onChain = new BeefySessions(chain);
    BeefyRecord.load(chain.database()).ifPresent(this::goOn);
  }

  private void goOn(BeefyRecord record) {
    genesis = record.genesis();
    for (BeefyRecord.Session session : record.sessions()) {
      sessions.add(
          new BeefySession(session.start(), session.validators(), session.mandatoryDone()));
    }
    bestFinalised = record.bestFinalised();
    bestSigned = record.bestSigned();
    said = record.said();
    said.filter(vote -> isActive(vote.commitment()))
        .ifPresent(vote -> sessions.element().add(vote));
  }

  private BeefyRecord record() {
    List<BeefyRecord.Session> stored =
        sessions.stream()
            .map(s -> new BeefyRecord.Session(s.start(), s.validators(), s.mandatoryDone()))
            .toList();
    return new BeefyRecord(genesis, stored, bestFinalised, bestSigned, said);
  }

  /** Begins to keep time. */
  public void start() {
    BlockRef finalised = chain.finalised();
    for (int number = bestFinalised + 1; number <= finalised.number(); number++) {
      chain.hashAt(number).flatMap(chain::header).ifPresent(this::noteFinal);
    }
    bestFinalised = finalised.number();
    lookAtGenesis(finalised);
    repeat();
    progress();
  }

  private void repeat() {
    timers.after(
        config.rebroadcast(),
        () -> {
          said.filter(vote -> isActive(vote.commitment()))
              .ifPresent(vote -> broadcast(new BeefyMessage.Vote(vote)));
          ask();
          repeat();
        });
  }

  /** Whether to vote; a node that is far behind only follows. */
  public void voting(boolean voting) {
    allowed = voting;
  }

  /** The last block with a proof; 0 without. */
  public int bestSigned() {
    return bestSigned;
  }

  // Finality

  @Override
  public void onFinalised(List<BlockRef> finalised, List<BlockRef> discarded) {
    for (BlockRef block : finalised) {
      chain.header(block.hash()).ifPresent(this::noteFinal);
    }
    bestFinalised = finalised.getLast().number();
    lookAtGenesis(finalised.getLast());
    planProgress();
  }

  private void noteFinal(Header header) {
    Optional<BeefyValidatorSet> validators = BeefySessions.begun(header);
    boolean later = !sessions.isEmpty() && header.number() > sessions.getLast().start();
    if (validators.isPresent() && later) {
      sessions.add(new BeefySession(header.number(), validators.get(), false));
      forgetDone();
      bestFinalised = header.number();
      record().save(chain.database());
    }
  }

  /** Begins where the runtime says, and anew when it says otherwise. */
  private void lookAtGenesis(BlockRef finalised) {
    Optional<Integer> start = onChain.genesis(finalised.hash());
    boolean same = start.equals(Optional.of(genesis)) && !sessions.isEmpty();
    if (start.isEmpty() || same || finalised.number() < start.get()) {
      return;
    }
    BeefySessions.Found found = onChain.upTo(finalised, start.get());
    if (found.sessions().isEmpty()) {
      return; // The session's first block is not known here: the next one's will be.
    }
    LOG.info("BEEFY signs from block {} on", found.sessions().element().start());
    genesis = start.get();
    sessions.clear();
    sessions.addAll(found.sessions());
    bestSigned = found.signed();
    waiting.clear();
    forgetDone();
    record().save(chain.database());
  }

  private void forgetDone() {
    if (sessions.size() > 1) {
      sessions.removeIf(BeefySession::mandatoryDone);
    }
  }

  private void planProgress() {
    if (!progressPlanned) {
      progressPlanned = true;
      timers.after(
          Duration.ZERO,
          () -> {
            progressPlanned = false;
            progress();
          });
    }
  }

  /** Does all that can be done now. */
  public void progress() {
    while (signWaiting() || vote()) {
      // Each step may allow another.
    }
  }

  // What may be signed now

  /** Whether votes for a commitment count now. */
  private boolean isActive(Commitment commitment) {
    BeefySession session = sessions.peek();
    return session != null
        && commitment.validatorSetId() == session.validators().id()
        && commitment.blockNumber() > bestSigned
        && commitment.blockNumber() >= session.start()
        && commitment.blockNumber() <= lastAccepted(session);
  }

  private int lastAccepted(BeefySession session) {
    return session.mandatoryDone() ? bestFinalised : session.start();
  }

  private boolean signWaiting() {
    BeefySession session = sessions.peek();
    if (session == null) {
      return false;
    }
    waiting.headMap(Math.max(session.start(), bestSigned + 1)).clear();
    if (waiting.isEmpty() || waiting.firstKey() > Math.min(lastAccepted(session), bestFinalised)) {
      return false;
    }
    SignedCommitment proof = waiting.pollFirstEntry().getValue();
    if (proof.commitment().validatorSetId() == session.validators().id()) {
      conclude(proof);
    }
    return true;
  }

  /** Stores a proof that is known to hold, of a block that is final. */
  private void conclude(SignedCommitment proof) {
    int number = proof.blockNumber();
    Optional<Hash256> block = chain.hashAt(number);
    if (block.isEmpty() || number > bestFinalised) {
      return;
    }
    sessions.element().conclude(number);
    bestSigned = number;
    reported.clear();
    forgetDone();
    Batch batch = new Batch();
    record().put(batch);
    chain.justify(
        block.get(),
        new Justification(BeefyConsensusLog.ENGINE, SignedCommitment.CODEC.encodeToBytes(proof)),
        batch);
    LOG.info("block {} is signed by BEEFY's validators", number);
  }

  // Own votes

  private boolean vote() {
    BeefySession session = sessions.peek();
    if (!allowed || session == null) {
      return false;
    }
    OptionalInt target =
        VoteTarget.of(
            bestFinalised, bestSigned, session.start(), Math.max(1, config.minBlockDelta()));
    int last = said.map(vote -> vote.commitment().blockNumber()).orElse(0);
    if (target.isEmpty() || target.getAsInt() <= last) {
      return false;
    }
    Optional<VoteMessage> vote = signed(target.getAsInt(), session.validators());
    if (vote.isEmpty()) {
      return false;
    }
    said = vote;
    record().save(chain.database());
    broadcast(new BeefyMessage.Vote(vote.get()));
    count(session, vote.get());
    return true;
  }

  private Optional<VoteMessage> signed(int number, BeefyValidatorSet validators) {
    Optional<Hash256> root =
        chain.hashAt(number).flatMap(chain::header).flatMap(BeefySessions::mmrRoot);
    Optional<Bytes> key =
        keys.publicKeys(KeyScheme.ECDSA, Keystore.BEEFY).stream()
            .filter(validators.validators()::contains)
            .findFirst();
    if (root.isEmpty() || key.isEmpty()) {
      return Optional.empty();
    }
    Commitment commitment = new Commitment(Payload.ofMmrRoot(root.get()), number, validators.id());
    return keys.signPrehashed(Keystore.BEEFY, key.get(), Votes.hash(commitment))
        .map(signature -> new VoteMessage(commitment, key.get(), signature));
  }

  private void count(BeefySession session, VoteMessage vote) {
    switch (session.add(vote)) {
      case BeefySession.Added.Counted() -> {}
      case BeefySession.Added.Concluded(SignedCommitment proof) -> {
        conclude(proof);
        broadcast(new BeefyMessage.Proof(proof));
      }
      case BeefySession.Added.Double(DoubleVotingProof proof) -> {
        if (reported.add(vote.id())) {
          listener.onDoubleVoting(proof);
        }
      }
    }
  }

  // Peers

  private void broadcast(BeefyMessage message) {
    network.broadcast(Protocol.BEEFY, BeefyMessage.CODEC.encodeToBytes(message));
  }

  private void passOn(PeerId from, Bytes message) {
    for (PeerId peer : network.peers()) {
      if (!peer.equals(from)) {
        network.send(peer, Protocol.BEEFY, message);
      }
    }
  }

  /** A message came from a peer. */
  public void onMessage(PeerId peer, Bytes message) {
    switch (BeefyMessage.CODEC.tryDecode(message)) {
      case Decoded.Malformed<BeefyMessage>(String reason) -> network.report(peer, reason);
      case Decoded.Value<BeefyMessage>(BeefyMessage.Vote(VoteMessage vote)) ->
          onVote(peer, vote, message);
      case Decoded.Value<BeefyMessage>(BeefyMessage.Proof(SignedCommitment proof)) -> {
        if (isWanted(proof)) {
          if (proof.isSignedBy(sessions.element().validators())) {
            passOn(peer, message);
            keep(proof);
          } else {
            network.report(peer, "expected a proof with signatures of the session's validators");
          }
        }
      }
    }
    progress();
  }

  private void onVote(PeerId peer, VoteMessage vote, Bytes message) {
    BeefySession session = sessions.peek();
    if (session == null
        || !isActive(vote.commitment())
        || !session.validators().validators().contains(vote.id())
        || session.knows(vote)
        || reported.contains(vote.id())) {
      return;
    }
    if (!Votes.isSigned(vote)) {
      network.report(peer, "expected a vote with its validator's signature");
      return;
    }
    passOn(peer, message);
    count(session, vote);
  }

  /** Whether a proof is of the session that is worked on, and of a block that lacks one. */
  private boolean isWanted(SignedCommitment proof) {
    BeefySession session = sessions.peek();
    return session != null
        && proof.commitment().validatorSetId() == session.validators().id()
        && proof.blockNumber() > bestSigned
        && proof.blockNumber() >= session.start()
        && !waiting.containsKey(proof.blockNumber());
  }

  private void keep(SignedCommitment proof) {
    if (waiting.size() < MAX_WAITING) {
      waiting.put(proof.blockNumber(), proof);
    }
  }

  /** A proof came with a block. One of another engine is left alone. */
  public void offer(Justification justification) {
    if (justification.engine().equals(BeefyConsensusLog.ENGINE)) {
      take(justification.data());
      planProgress();
    }
  }

  /** Whether these bytes were a proof that is of use. */
  private boolean take(Bytes encoded) {
    if (SignedCommitment.CODEC.tryDecode(encoded)
            instanceof Decoded.Value<SignedCommitment>(SignedCommitment proof)
        && isWanted(proof)
        && proof.isSignedBy(sessions.element().validators())) {
      keep(proof);
      return true;
    }
    return false;
  }

  /** Asks a peer for the proof of the block that must be signed, another one every time. */
  private void ask() {
    BeefySession session = sessions.peek();
    List<PeerId> peers = network.peers();
    if (asking || session == null || session.mandatoryDone() || peers.isEmpty()) {
      return;
    }
    asking = true;
    PeerId peer = peers.get(asked++ % peers.size());
    network.request(
        peer,
        Protocol.BEEFY_JUSTIFICATIONS,
        Codecs.U32.encodeToBytes(session.start()),
        answer -> {
          asking = false;
          boolean useful = answer.isPresent() && take(answer.get());
          progress();
          if (useful) {
            ask(); // There may be more sessions to catch up with.
          }
        });
  }
}
