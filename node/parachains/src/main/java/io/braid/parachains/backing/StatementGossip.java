package io.braid.parachains.backing;

import io.braid.consensus.ports.Network;
import io.braid.consensus.ports.PeerId;
import io.braid.consensus.ports.Protocol;
import io.braid.parachains.candidate.Candidates;
import io.braid.parachains.candidate.Signing;
import io.braid.parachains.relay.RelayView;
import io.braid.parachains.relay.ValidatorKeys;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.parachains.CandidateReceipt;
import io.braid.runtime.api.parachains.CommittedCandidateReceipt;
import io.braid.runtime.api.parachains.ValidityAttestation;
import io.braid.scale.Decoded;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The other validators' statements: each is checked, counted, and passed on once. What another
 * member of the own group seconds is fetched and judged.
 */
final class StatementGossip {
  private static final Logger LOG = LoggerFactory.getLogger(Backing.class);

  private final ValidatorKeys keys;
  private final Network network;
  private final RelayParents relayParents;
  private final WaitingMessages waiting;
  private final CollationJudge judge;
  private final PovExchange povs;
  private final OwnStatements own;
  private final BackingObserver observer;

  /**
   * @param waiting holds votes for candidates that nobody seconded yet
   */
  StatementGossip(
      ValidatorKeys keys,
      Network network,
      RelayParents relayParents,
      WaitingMessages waiting,
      CollationJudge judge,
      PovExchange povs,
      OwnStatements own,
      BackingObserver observer) {
    this.keys = keys;
    this.network = network;
    this.relayParents = relayParents;
    this.waiting = waiting;
    this.judge = judge;
    this.povs = povs;
    this.own = own;
    this.observer = observer;
  }

  /** A {@link Statement} came. */
  void onStatement(PeerId peer, Bytes message) {
    switch (StatementCodec.CODEC.tryDecode(message)) {
      case Decoded.Malformed<Statement>(String reason) -> network.report(peer, reason);
      case Decoded.Value<Statement>(Statement statement) ->
          relayParents.at(
              statement.relayParent(), message, here -> accept(peer, here, statement, message));
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
      own.refuse(peer, candidate.descriptor(), mistake.get());
      return false;
    }
    here.table.second(
        validator, hash, candidate, new ValidityAttestation.Implicit(seconded.signature()));
    here.noteBacked(hash, candidate, observer);
    keys.member(here.view, core)
        .filter(self -> here.begun.add(hash))
        .ifPresent(self ->
            povs.fetch(
                peer,
                receipt,
                (sender, pov) -> own.judge(sender, here, self, receipt, pov),
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
    here.noteBacked(hash, candidate.get(), observer);
    return true;
  }
}
