package io.braid.parachains.backing;

import io.braid.consensus.chain.BlockRef;
import io.braid.consensus.chain.Chain;
import io.braid.consensus.ports.Network;
import io.braid.consensus.ports.PeerId;
import io.braid.consensus.ports.Protocol;
import io.braid.parachains.availability.AvailabilityStore;
import io.braid.parachains.candidate.Candidates;
import io.braid.parachains.candidate.PoV;
import io.braid.parachains.candidate.Signing;
import io.braid.parachains.collation.Collation;
import io.braid.parachains.collation.CollationAdvertisement;
import io.braid.parachains.collation.CollationAdvertisementCodec;
import io.braid.parachains.collation.CollationCodec;
import io.braid.parachains.pvf.PvfWorkers;
import io.braid.parachains.relay.RelayView;
import io.braid.parachains.relay.RelayViews;
import io.braid.parachains.relay.ValidatorKeys;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.parachains.BackedCandidate;
import io.braid.runtime.api.parachains.CandidateDescriptor;
import io.braid.runtime.api.parachains.CandidateReceipt;
import io.braid.runtime.api.parachains.CommittedCandidateReceipt;
import io.braid.runtime.api.parachains.ValidityAttestation;
import io.braid.scale.Decoded;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A validator's backing of candidates. It takes collations for the core of its group only, seconds
 * at most one candidate per relay parent, checks what other members of the group second, and passes
 * every statement on once.
 */
public final class Backing {
  private static final Logger LOG = LoggerFactory.getLogger(Backing.class);

  /** Relay parents at a time: those that candidates may still build on, on all forks. */
  private static final int MAX_RELAY_PARENTS = 32;

  private final Chain chain;
  private final RelayViews views;
  private final ValidatorKeys keys;
  private final Network network;
  private final CollationJudge judge;
  private final AvailabilityStore store;
  private final BackingObserver observer;
  private final Map<Hash256, OnRelayParent> relayParents = new LinkedHashMap<>();
  private final WaitingMessages waiting = new WaitingMessages();
  private final PovExchange povs;

  public Backing(
      Chain chain,
      RelayViews views,
      ValidatorKeys keys,
      Network network,
      PvfWorkers workers,
      AvailabilityStore store,
      BackingObserver observer) {
    this.chain = chain;
    this.views = views;
    this.keys = keys;
    this.network = network;
    judge = new CollationJudge(views, workers);
    povs = new PovExchange(network);
    this.store = store;
    this.observer = observer;
  }

  // Relay parents

  /** A relay block was imported: candidates may build on it. */
  public void onImported(BlockRef block) {
    Optional<RelayView> view = views.at(block.hash());
    if (view.isEmpty()) {
      return;
    }
    relayParents.put(block.hash(), new OnRelayParent(view.get()));
    relayParents
        .values()
        .removeIf(
            old -> old.view.block().number() < block.number() - view.get().allowedAncestry() - 1);
    if (relayParents.size() > MAX_RELAY_PARENTS) {
      relayParents.remove(relayParents.keySet().iterator().next());
    }
    waiting.take(block.hash()).forEach(Runnable::run);
  }

  /** Does something at a relay parent, now or when it comes. */
  private void at(Hash256 relayParent, Bytes message, Consumer<OnRelayParent> work) {
    OnRelayParent found = relayParents.get(relayParent);
    if (found != null) {
      work.accept(found);
    } else if (!chain.isKnown(relayParent)) {
      waiting.add(relayParent, message.size(), () -> at(relayParent, message, work));
    }
  }

  private Optional<ValidatorKeys.Self> memberFor(RelayView view, int core) {
    return keys.self(view).filter(self -> view.backersOf(core).contains(self.index()));
  }

  // Collations

  /** A {@link CollationAdvertisement} came. */
  public void onAdvertisement(PeerId peer, Bytes message) {
    switch (CollationAdvertisementCodec.CODEC.tryDecode(message)) {
      case Decoded.Malformed<CollationAdvertisement>(String reason) -> network.report(peer, reason);
      case Decoded.Value<CollationAdvertisement>(CollationAdvertisement value) ->
          at(value.relayParent(), message, here -> consider(peer, here, value));
    }
  }

  private void consider(PeerId peer, OnRelayParent here, CollationAdvertisement advertised) {
    Optional<Integer> core = here.view.scheduledCoreOf(advertised.paraId());
    if (core.isEmpty()) {
      return;
    }
    Optional<ValidatorKeys.Self> self = memberFor(here.view, core.get());
    if (self.isEmpty()
        || !here.advertised.add(Map.entry(peer, advertised.paraId()))
        || here.table.secondedBy(self.get().index()).isPresent()
        || !here.begun.add(advertised.candidateHash())) {
      return;
    }
    network.request(
        peer,
        Protocol.COLLATION_REQUESTS,
        advertised.candidateHash().bytes(),
        answer -> {
          if (answer.isPresent()) {
            onCollation(peer, here, advertised, self.get(), answer.get());
          } else {
            here.begun.remove(advertised.candidateHash());
          }
        });
  }

  private void onCollation(
      PeerId peer,
      OnRelayParent here,
      CollationAdvertisement advertised,
      ValidatorKeys.Self self,
      Bytes bytes) {
    switch (CollationCodec.CODEC.tryDecode(bytes)) {
      case Decoded.Malformed<Collation>(String reason) -> network.report(peer, reason);
      case Decoded.Value<Collation>(Collation collation) -> {
        CandidateDescriptor descriptor = collation.receipt().descriptor();
        Hash256 hash = Candidates.hash(collation.receipt());
        boolean asAdvertised =
            hash.equals(advertised.candidateHash())
                && descriptor.paraId() == advertised.paraId()
                && descriptor.relayParent().equals(advertised.relayParent());
        if (asAdvertised) {
          judge(peer, here, self, collation.receipt(), collation.pov());
        } else {
          refuse(
              peer,
              descriptor,
              new CollationRefusal.OtherCandidate(advertised.candidateHash(), hash));
        }
      }
    }
  }

  private void refuse(PeerId peer, CandidateDescriptor candidate, CollationRefusal reason) {
    LOG.warn(
        "candidate of parachain {} from {} on relay parent {} refused: {}",
        candidate.paraId(),
        peer.name(),
        candidate.relayParent(),
        reason.describe());
    observer.onRefused(candidate, reason);
    network.report(peer, "a candidate that does not hold: " + reason.describe());
  }

  private void judge(
      PeerId peer, OnRelayParent here, ValidatorKeys.Self self, CandidateReceipt receipt, PoV pov) {
    judge.judge(
        here.view,
        receipt,
        pov,
        judgement -> onJudgement(peer, here, self, receipt, pov, judgement));
  }

  private void onJudgement(
      PeerId peer,
      OnRelayParent here,
      ValidatorKeys.Self self,
      CandidateReceipt receipt,
      PoV pov,
      CollationJudge.Judgement judgement) {
    switch (judgement) {
      case CollationJudge.Judgement.Refused(CollationRefusal reason) ->
          refuse(peer, receipt.descriptor(), reason);
      case CollationJudge.Judgement.Undecided(String reason) ->
          LOG.warn(
              "candidate of parachain {} from {} could not be judged: {}",
              receipt.descriptor().paraId(),
              peer.name(),
              reason);
      case CollationJudge.Judgement.Valid(var candidate, var chunks) -> {
        Hash256 hash = Candidates.hash(receipt);
        store.keep(hash, here.view.block().number(), chunks);
        povs.keep(hash, pov);
        vote(here, self, hash, candidate);
      }
    }
  }

  // Statements

  /** Signs for a candidate that was found valid: seconds it when nobody has, and may. */
  private void vote(
      OnRelayParent here,
      ValidatorKeys.Self self,
      Hash256 hash,
      CommittedCandidateReceipt candidate) {
    Hash256 relayParent = here.view.block().hash();
    if (here.table.hasVoted(self.index(), hash)) {
      return;
    }
    if (here.table.candidate(hash).isPresent()) {
      keys.sign(self, Signing.valid(hash, here.view.signingContext()))
          .ifPresent(signature -> {
            here.table.vote(self.index(), hash, new ValidityAttestation.Explicit(signature));
            spread(new Statement.Valid(relayParent, self.index(), hash, signature));
            noteBacked(here, hash, candidate);
          });
    } else if (here.table.secondedBy(self.index()).isEmpty()) {
      keys.sign(self, Signing.seconded(hash, here.view.signingContext()))
          .ifPresent(signature -> {
            here.table.second(
                self.index(), hash, candidate, new ValidityAttestation.Implicit(signature));
            observer.onSeconded(candidate.descriptor().paraId(), hash);
            spread(new Statement.Seconded(relayParent, self.index(), candidate, signature));
            noteBacked(here, hash, candidate);
          });
    }
  }

  private void spread(Statement statement) {
    network.broadcast(Protocol.STATEMENTS, StatementCodec.CODEC.encodeToBytes(statement));
  }

  private void noteBacked(OnRelayParent here, Hash256 hash, CommittedCandidateReceipt candidate) {
    int core = candidate.descriptor().coreIndex();
    boolean backed = false;
    for (BackedCandidate each : here.table.backed(core)) {
      backed |= each.candidate().equals(candidate);
    }
    if (backed && here.reportedBacked.add(hash)) {
      LOG.info("candidate {} of parachain {} is backed", hash, candidate.descriptor().paraId());
      observer.onBacked(candidate.descriptor().paraId(), hash);
    }
  }

  /** A {@link Statement} came. */
  public void onStatement(PeerId peer, Bytes message) {
    switch (StatementCodec.CODEC.tryDecode(message)) {
      case Decoded.Malformed<Statement>(String reason) -> network.report(peer, reason);
      case Decoded.Value<Statement>(Statement statement) ->
          at(statement.relayParent(), message, here -> accept(peer, here, statement, message));
    }
  }

  private void accept(PeerId peer, OnRelayParent here, Statement statement, Bytes message) {
    boolean fresh =
        switch (statement) {
          case Statement.Seconded seconded -> acceptSeconded(peer, here, seconded);
          case Statement.Valid valid -> acceptValid(peer, here, valid, message);
        };
    if (fresh) {
      for (PeerId other : network.peers()) {
        if (!other.equals(peer)) {
          network.send(other, Protocol.STATEMENTS, message);
        }
      }
    }
  }

  private boolean acceptSeconded(PeerId peer, OnRelayParent here, Statement.Seconded seconded) {
    CommittedCandidateReceipt candidate = seconded.candidate();
    CandidateReceipt receipt = Candidates.receipt(candidate);
    Hash256 hash = Candidates.hash(receipt);
    int validator = seconded.validatorIndex();
    if (here.table.hasVoted(validator, hash)) {
      return false;
    }
    Bytes payload = Signing.seconded(hash, here.view.signingContext());
    int core = candidate.descriptor().coreIndex();
    if (!signedByMember(here.view, core, validator, seconded.signature(), payload)) {
      network.report(peer, "expected a statement that a member of the group signed");
      return false;
    }
    if (here.table.secondedBy(validator).isPresent()) {
      LOG.warn(
          "validator {} seconded two candidates on relay parent {}", validator, here.view.block());
      observer.onEquivocation(here.view.block().hash(), validator);
      return false;
    }
    Optional<CollationRefusal> mistake =
        candidate.descriptor().relayParent().equals(here.view.block().hash())
            ? judge.mistake(here.view, candidate.descriptor())
            : Optional.of(
                new CollationRefusal.Malformed("another relay parent than its statement"));
    if (mistake.isPresent()) {
      refuse(peer, candidate.descriptor(), mistake.get());
      return false;
    }
    here.table.second(
        validator, hash, candidate, new ValidityAttestation.Implicit(seconded.signature()));
    noteBacked(here, hash, candidate);
    memberFor(here.view, core)
        .filter(self -> here.begun.add(hash))
        .ifPresent(self ->
            povs.fetch(
                peer,
                receipt,
                (sender, pov) -> judge(sender, here, self, receipt, pov),
                () -> here.begun.remove(hash)));
    waiting.take(hash).forEach(Runnable::run);
    return true;
  }

  private static boolean signedByMember(
      RelayView view, int core, int validator, Bytes signature, Bytes payload) {
    return core >= 0
        && core < view.cores().size()
        && view.backersOf(core).contains(validator)
        && Signing.verify(signature, payload, view.validators().get(validator));
  }

  private boolean acceptValid(
      PeerId peer, OnRelayParent here, Statement.Valid valid, Bytes message) {
    Hash256 hash = valid.candidateHash();
    Optional<CommittedCandidateReceipt> candidate = here.table.candidate(hash);
    if (candidate.isEmpty()) {
      waiting.add(hash, message.size(), () -> accept(peer, here, valid, message));
      return false;
    }
    int validator = valid.validatorIndex();
    if (here.table.hasVoted(validator, hash)) {
      return false;
    }
    Bytes payload = Signing.valid(hash, here.view.signingContext());
    int core = candidate.get().descriptor().coreIndex();
    if (!signedByMember(here.view, core, validator, valid.signature(), payload)) {
      network.report(peer, "expected a statement that a member of the group signed");
      return false;
    }
    here.table.vote(validator, hash, new ValidityAttestation.Explicit(valid.signature()));
    noteBacked(here, hash, candidate.get());
    return true;
  }

  /** The answer to a request for a proof of validity, by candidate hash; nothing without it. */
  public Optional<Bytes> onPovRequest(Bytes request) {
    return povs.onRequest(request);
  }

  // For authors

  /**
   * The backed candidates for a core that a child of {@code parent} could take in: those on the
   * parent itself first, then those on its ancestors.
   */
  public List<BackedCandidate> backed(RelayView parent, int core) {
    List<BackedCandidate> found = new ArrayList<>();
    Optional<RelayView> at = Optional.of(parent);
    for (int age = 0; age <= parent.allowedAncestry() && at.isPresent(); age++) {
      OnRelayParent here = relayParents.get(at.get().block().hash());
      if (here != null && here.view.session() == parent.session()) {
        found.addAll(here.table.backed(core));
      }
      at = views.at(at.get().parentHash());
    }
    return found;
  }
}
