package io.braid.parachains.backing;

import io.braid.consensus.ports.Network;
import io.braid.consensus.ports.PeerId;
import io.braid.consensus.ports.Protocol;
import io.braid.parachains.availability.AvailabilityStore;
import io.braid.parachains.candidate.Candidates;
import io.braid.parachains.candidate.PoV;
import io.braid.parachains.candidate.Signing;
import io.braid.parachains.relay.ValidatorKeys;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.parachains.CandidateDescriptor;
import io.braid.runtime.api.parachains.CandidateReceipt;
import io.braid.runtime.api.parachains.CommittedCandidateReceipt;
import io.braid.runtime.api.parachains.ValidityAttestation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What this validator says about candidates: has each judged, keeps the data of a valid one and
 * signs for it, and refuses the others with their reason.
 */
final class OwnStatements {
  private static final Logger LOG = LoggerFactory.getLogger(Backing.class);

  private final ValidatorKeys keys;
  private final Network network;
  private final CollationJudge judge;
  private final AvailabilityStore store;
  private final PovExchange povs;
  private final BackingObserver observer;

  OwnStatements(
      ValidatorKeys keys,
      Network network,
      CollationJudge judge,
      AvailabilityStore store,
      PovExchange povs,
      BackingObserver observer) {
    this.keys = keys;
    this.network = network;
    this.judge = judge;
    this.store = store;
    this.povs = povs;
    this.observer = observer;
  }

  /**
   * Judges a candidate, now or later, and does what follows.
   *
   * @param peer who sent it
   */
  void judge(
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
          // Its relay parent may be of a fork that lost meanwhile, or this node too busy.
          LOG.info(
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

  /** Refuses a candidate, and reports who sent it. */
  void refuse(PeerId peer, CandidateDescriptor candidate, CollationRefusal reason) {
    LOG.warn(
        "candidate of parachain {} from {} on relay parent {} refused: {}",
        candidate.paraId(),
        peer.name(),
        candidate.relayParent(),
        reason.describe());
    observer.onRefused(candidate, reason);
    network.report(peer, "a candidate that does not hold: " + reason.describe());
  }

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
            here.noteBacked(hash, candidate, observer);
          });
    } else if (here.table.secondedBy(self.index()).isEmpty()) {
      keys.sign(self, Signing.seconded(hash, here.view.signingContext()))
          .ifPresent(signature -> {
            here.table.second(
                self.index(), hash, candidate, new ValidityAttestation.Implicit(signature));
            observer.onSeconded(candidate.descriptor().paraId(), hash);
            spread(new Statement.Seconded(relayParent, self.index(), candidate, signature));
            here.noteBacked(hash, candidate, observer);
          });
    }
  }

  private void spread(Statement statement) {
    observer.onSigned();
    network.broadcast(Protocol.STATEMENTS, StatementCodec.CODEC.encodeToBytes(statement));
  }
}
