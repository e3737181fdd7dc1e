package io.braid.parachains.disputes;

import io.braid.consensus.chain.BlockRef;
import io.braid.consensus.chain.Chain;
import io.braid.consensus.node.NodePorts;
import io.braid.consensus.ports.PeerId;
import io.braid.crypto.keys.KeyScheme;
import io.braid.parachains.candidate.Candidates;
import io.braid.parachains.candidate.Signing;
import io.braid.parachains.protocol.DisputeMessage;
import io.braid.parachains.protocol.DisputeMessageCodec;
import io.braid.parachains.protocol.DisputeMessage_ResponseCodec;
import io.braid.parachains.relay.RelayViews;
import io.braid.parachains.relay.ValidatorKeys;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.Header;
import io.braid.runtime.api.parachains.CandidateReceipt;
import io.braid.runtime.api.parachains.DisputeStatement;
import io.braid.runtime.api.parachains.DisputeStatementSet;
import io.braid.runtime.api.parachains.DisputeStatementSet.Statement;
import io.braid.runtime.api.parachains.SessionInfo;
import io.braid.runtime.api.parachains.ValidityAttestation;
import io.braid.scale.Decoded;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows who has voted for and against candidates, from the relay chain and from other validators;
 * votes itself when a candidate is disputed, brings that vote to the others, and gives authors the
 * votes that the chain does not have yet. Of candidates at most {@value #MAX_CANDIDATES}, of those
 * that only one who sent a message speaks of at most {@value #MAX_UNCONFIRMED}.
 */
public final class Disputes {
  private static final Logger LOG = LoggerFactory.getLogger(Disputes.class);
  static final int MAX_CANDIDATES = 2_048;
  static final int MAX_UNCONFIRMED = 64;

  /** Of one inherent; the relay chain takes as many as a block can carry. */
  private static final int MAX_STATEMENTS = 1_000;

  /**
   * A candidate that a block includes.
   *
   * @param parent of the block
   * @param session of the block
   * @param group that backed the candidate
   */
  public record Inclusion(
      BlockRef block, Hash256 parent, int session, CandidateReceipt candidate, int group) {}

  private final Chain chain;
  private final RelayViews views;
  private final NodePorts ports;
  private final DisputeJudge judge;
  private final DisputeSending sending;
  private final OnChainDisputes onChain;
  private final Reverts reverts;
  private final Map<Hash256, Dispute> disputes = new LinkedHashMap<>();
  private final Map<Hash256, List<Inclusion>> inclusions = new LinkedHashMap<>();
  private final Set<Hash256> judging = new HashSet<>();
  private final Set<Hash256> sent = new HashSet<>();
  private final Set<Hash256> concluded = new HashSet<>();

  /** The best block's number when this node was started; 0 for one that never ran before. */
  private final int startedAt;

  public Disputes(Chain chain, RelayViews views, NodePorts ports, DisputeJudge judge) {
    this.chain = chain;
    this.views = views;
    this.ports = ports;
    this.judge = judge;
    startedAt = chain.best().number();
    sending = new DisputeSending(ports.network(), ports.timers());
    onChain = new OnChainDisputes(chain);
    reverts = new Reverts(chain, ports.timers());
  }

  // What the chain tells

  /** A relay block was imported: takes in the votes that it brought. */
  public void onImported(BlockRef block, Header header) {
    reverts.onImported(block, header);
    onChain
        .votes(block.hash())
        .ifPresent(votes -> {
          votes
              .backingValidatorsPerCandidate()
              .forEach(each -> onBacking(block, votes.session(), each.getKey(), each.getValue()));
          votes.disputes().forEach(this::onSet);
        });
  }

  private void onBacking(
      BlockRef block,
      int session,
      CandidateReceipt receipt,
      List<Map.Entry<Integer, ValidityAttestation>> votes) {
    Optional<Dispute> dispute = find(block.hash(), receipt, session);
    Hash256 relayParent = receipt.descriptor().relayParent();
    for (Map.Entry<Integer, ValidityAttestation> each : votes) {
      DisputeStatement.ValidKind kind =
          switch (each.getValue()) {
            case ValidityAttestation.Implicit implicit ->
                new DisputeStatement.ValidKind.BackingSeconded(relayParent);
            case ValidityAttestation.Explicit explicit ->
                new DisputeStatement.ValidKind.BackingValid(relayParent);
          };
      dispute.ifPresent(found ->
          take(
              found,
              new Statement(
                  new DisputeStatement.Valid(kind), each.getKey(), each.getValue().signature())));
    }
  }

  private void onSet(DisputeStatementSet set) {
    Dispute dispute = disputes.get(set.candidateHash());
    if (dispute != null && dispute.session() == set.session()) {
      set.statements().forEach(vote -> take(dispute, vote));
    }
  }

  /** A block includes a candidate. */
  public void onIncluded(Inclusion inclusion) {
    Hash256 hash = Candidates.hash(inclusion.candidate());
    inclusions.computeIfAbsent(hash, key -> new ArrayList<>()).add(inclusion);
    find(inclusion.block().hash(), inclusion.candidate(), inclusion.session())
        .ifPresent(this::proceed);
  }

  /** Relay blocks up to this one are final. */
  public void onFinalised(BlockRef last) {
    inclusions
        .values()
        .removeIf(all -> all.stream().allMatch(each -> each.block().number() <= last.number()));
  }

  private Optional<Dispute> find(Hash256 block, CandidateReceipt receipt, int session) {
    Hash256 hash = Candidates.hash(receipt);
    Dispute known = disputes.get(hash);
    if (known != null) {
      return Optional.of(known).filter(found -> found.session() == session);
    }
    Optional<SessionInfo> info = views.session(block, session);
    info.ifPresent(found -> {
      disputes.put(hash, new Dispute(receipt, session, found));
      forgetOld();
    });
    return Optional.ofNullable(disputes.get(hash));
  }

  /** Drops the oldest candidate, rather one without a dispute. */
  private void forgetOld() {
    if (disputes.size() > MAX_CANDIDATES) {
      Hash256 oldest =
          disputes.entrySet().stream()
              .filter(each -> !each.getValue().isDisputed())
              .map(Map.Entry::getKey)
              .findFirst()
              .orElseGet(() -> disputes.keySet().iterator().next());
      disputes.remove(oldest);
      sent.remove(oldest);
      concluded.remove(oldest);
    }
  }

  // What others say

  /** A {@link DisputeMessage} came; the answer says that its votes were taken. */
  public Optional<Bytes> onRequest(PeerId peer, Bytes request) {
    if (!(DisputeMessageCodec.CODEC.tryDecode(request)
        instanceof Decoded.Value<DisputeMessage>(DisputeMessage message))) {
      return Optional.empty();
    }
    Hash256 hash = Candidates.hash(message.candidateReceipt());
    if (!disputes.containsKey(hash) && unconfirmed() >= MAX_UNCONFIRMED) {
      return Optional.empty();
    }
    Optional<SessionInfo> info = views.session(chain.best().hash(), message.sessionIndex());
    Statement valid =
        new Statement(
            new DisputeStatement.Valid(message.validVote().kind()),
            message.validVote().validatorIndex(),
            message.validVote().signature());
    Statement invalid =
        new Statement(
            new DisputeStatement.Invalid(message.invalidVote().kind()),
            message.invalidVote().validatorIndex(),
            message.invalidVote().signature());
    if (info.isEmpty()) {
      return Optional.empty();
    }
    if (!holds(info.get(), message, valid) || !holds(info.get(), message, invalid)) {
      ports.network().report(peer, "expected votes in a dispute that validators signed");
      return Optional.empty();
    }
    return find(chain.best().hash(), message.candidateReceipt(), message.sessionIndex())
        .map(dispute -> {
          take(dispute, valid);
          take(dispute, invalid);
          return DisputeMessage_ResponseCodec.CODEC.encodeToBytes(
              DisputeMessage.Response.CONFIRMED);
        });
  }

  private long unconfirmed() {
    return disputes.values().stream()
        .filter(dispute -> dispute.isDisputed() && !dispute.isConfirmed())
        .count();
  }

  private boolean holds(SessionInfo info, DisputeMessage message, Statement vote) {
    return vote.validatorIndex() < info.validators().size()
        && Signing.vote(
                vote.statement(),
                Candidates.hash(message.candidateReceipt()),
                message.sessionIndex())
            .map(payload ->
                Signing.verify(
                    chain.signatures(),
                    vote.signature(),
                    payload,
                    info.validators().get(vote.validatorIndex())))
            .orElse(false);
  }

  private void take(Dispute dispute, Statement vote) {
    if (dispute.add(vote)) {
      proceed(dispute);
    }
  }

  // What follows

  private void proceed(Dispute dispute) {
    if (!dispute.isDisputed()) {
      return;
    }
    Hash256 hash = Candidates.hash(dispute.receipt());
    participate(hash, dispute);
    self(dispute).ifPresent(index -> send(hash, dispute, index));
    if (dispute.isLost()) {
      if (concluded.add(hash)) {
        LOG.warn("candidate {} lost its dispute: blocks that include it are given up", hash);
      }
      including(hash).forEach(each -> reverts.giveUp(each.block().hash()));
    } else if (dispute.isWon() && concluded.add(hash)) {
      LOG.info("candidate {} won its dispute", hash);
    }
  }

  private List<Inclusion> including(Hash256 candidate) {
    return List.copyOf(inclusions.getOrDefault(candidate, List.of()));
  }

  private Optional<Integer> self(Dispute dispute) {
    List<Bytes> ours = ports.keys().publicKeys(KeyScheme.SR25519, ValidatorKeys.KEY_TYPE);
    List<Bytes> validators = dispute.info().validators();
    for (int i = 0; i < validators.size(); i++) {
      if (ours.contains(validators.get(i))) {
        return Optional.of(i);
      }
    }
    return Optional.empty();
  }

  /** Judges what is disputed: once a block here includes it, or enough others have voted. */
  private void participate(Hash256 hash, Dispute dispute) {
    Optional<Integer> self = self(dispute);
    List<Inclusion> known = including(hash);
    if (self.isEmpty()
        || dispute.hasVoted(self.get())
        || mayHaveBacked(self.get(), dispute, known)
        || (known.isEmpty() && !dispute.isConfirmed())
        || !judging.add(hash)) {
      return;
    }
    Hash256 block =
        known.isEmpty() ? dispute.receipt().descriptor().relayParent() : known.getFirst().parent();
    int group = known.isEmpty() ? -1 : known.getFirst().group();
    judge.judge(
        block,
        dispute.receipt(),
        group,
        valid -> {
          judging.remove(hash);
          vote(dispute, valid);
        });
  }

  /**
   * Whether this node may have backed the candidate before it was last started, and so have voted
   * without knowing it any more: a member of the group that did not is needed for two thirds.
   */
  private boolean mayHaveBacked(int self, Dispute dispute, List<Inclusion> known) {
    List<List<Integer>> groups = dispute.info().validatorGroups();
    return known.stream()
            .anyMatch(each ->
                each.group() >= 0
                    && each.group() < groups.size()
                    && groups.get(each.group()).contains(self))
        && chain
            .header(dispute.receipt().descriptor().relayParent())
            .map(parent -> parent.number() <= startedAt)
            .orElse(true);
  }

  /** This node has found an included candidate to be invalid. */
  public void onInvalid(CandidateReceipt candidate) {
    Dispute dispute = disputes.get(Candidates.hash(candidate));
    if (dispute != null) {
      vote(dispute, false);
    }
  }

  /** Votes, unless this node has voted: also when that was by backing. */
  private void vote(Dispute dispute, boolean valid) {
    Optional<Integer> self = self(dispute);
    if (self.isEmpty() || dispute.hasVoted(self.get())) {
      return;
    }
    DisputeStatement statement =
        valid
            ? new DisputeStatement.Valid(new DisputeStatement.ValidKind.Explicit())
            : new DisputeStatement.Invalid(DisputeStatement.InvalidKind.EXPLICIT);
    Hash256 hash = Candidates.hash(dispute.receipt());
    Bytes key = dispute.info().validators().get(self.get());
    Signing.vote(statement, hash, dispute.session())
        .flatMap(payload ->
            ports
                .keys()
                .sign(KeyScheme.SR25519, ValidatorKeys.KEY_TYPE, key, payload.unsafeArray()))
        .ifPresent(signature -> {
          LOG.warn("votes that candidate {} is {}", hash, valid ? "valid" : "invalid");
          take(dispute, new Statement(statement, self.get(), signature));
        });
  }

  /** Sends this node's vote once there is one of the other side to go with it. */
  private void send(Hash256 hash, Dispute dispute, int self) {
    Optional<Statement> own =
        dispute.votes().stream().filter(vote -> vote.validatorIndex() == self).findFirst();
    if (own.isPresent() && sent.add(hash)) {
      List<Statement> others = Dispute.isValid(own.get()) ? dispute.invalid() : dispute.valid();
      sending.send(dispute, own.get(), others.getFirst());
    }
  }

  // What it means for blocks

  /** Whether a block includes nothing that is disputed, or has lost. */
  public boolean isUndisputed(Hash256 block) {
    for (Map.Entry<Hash256, List<Inclusion>> each : inclusions.entrySet()) {
      Dispute dispute = disputes.get(each.getKey());
      if (dispute != null
          && dispute.isDisputed()
          && !dispute.isWon()
          && each.getValue().stream().anyMatch(one -> one.block().hash().equals(block))) {
        return false;
      }
    }
    return true;
  }

  /** The votes that a child of {@code parent} can bring to the chain. */
  public List<DisputeStatementSet> forInherent(Hash256 parent) {
    List<DisputeStatementSet> sets = new ArrayList<>();
    int left = MAX_STATEMENTS;
    for (Map.Entry<Hash256, Dispute> each : disputes.entrySet()) {
      Dispute dispute = each.getValue();
      if (dispute.isDisputed() && dispute.isConfirmed()) {
        List<Statement> missing =
            onChain.missing(parent, each.getKey(), dispute).stream().limit(left).toList();
        if (!missing.isEmpty()) {
          sets.add(new DisputeStatementSet(each.getKey(), dispute.session(), missing));
          left -= missing.size();
        }
      }
    }
    return sets;
  }
}
