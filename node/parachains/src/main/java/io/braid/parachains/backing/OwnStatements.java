package io.braid.parachains.backing;

import io.braid.consensus.ports.PeerId;
import io.braid.parachains.availability.AvailabilityStore;
import io.braid.parachains.candidate.Candidates;
import io.braid.parachains.candidate.PoV;
import io.braid.parachains.candidate.Signing;
import io.braid.parachains.prospective.Prospect;
import io.braid.parachains.prospective.ProspectRefusal;
import io.braid.parachains.prospective.ProspectiveParachains;
import io.braid.parachains.protocol.CompactStatement;
import io.braid.parachains.protocol.SignedStatement;
import io.braid.parachains.relay.ValidatorKeys;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.parachains.CandidateReceipt;
import io.braid.runtime.api.parachains.CommittedCandidateReceipt;
import io.braid.runtime.api.parachains.PersistedValidationData;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What this validator says about candidates: has each judged, keeps the data of a valid one and
 * signs for it, and refuses the others with their reason.
 */
final class OwnStatements {
  private static final Logger LOG = LoggerFactory.getLogger(Backing.class);

  private final ValidatorKeys keys;
  private final CollationJudge judge;
  private final AvailabilityStore store;
  private final PovExchange povs;
  private final StatementDistribution distribution;
  private final ProspectiveParachains prospects;
  private final Refusals refusals;
  private final BackingObserver observer;

  OwnStatements(
      ValidatorKeys keys,
      CollationJudge judge,
      AvailabilityStore store,
      PovExchange povs,
      StatementDistribution distribution,
      ProspectiveParachains prospects,
      Refusals refusals,
      BackingObserver observer) {
    this.keys = keys;
    this.judge = judge;
    this.store = store;
    this.povs = povs;
    this.distribution = distribution;
    this.prospects = prospects;
    this.refusals = refusals;
    this.observer = observer;
  }

  /**
   * Judges a candidate, now or later, and does what follows.
   *
   * @param peer who sent it
   * @param data what its block builds on
   * @param seconded hears of the candidate and the statement when this validator seconds it
   */
  void judge(
      PeerId peer,
      OnRelayParent here,
      ValidatorKeys.Self self,
      CandidateReceipt receipt,
      PersistedValidationData data,
      PoV pov,
      BiConsumer<CommittedCandidateReceipt, SignedStatement> seconded) {
    judge.judge(
        here.view,
        receipt,
        data,
        pov,
        judgement -> {
          switch (judgement) {
            case CollationJudge.Judgement.Refused(CollationRefusal reason) ->
                refusals.refuse(peer, receipt.descriptor(), reason);
            case CollationJudge.Judgement.Undecided(String reason) ->
                // Its relay parent may be of a fork that lost meanwhile, or this node too busy.
                LOG.info(
                    "candidate of parachain {} from {} could not be judged: {}",
                    receipt.descriptor().paraId(),
                    peer.name(),
                    reason);
            case CollationJudge.Judgement.Valid(var candidate, var chunks) -> {
              Hash256 hash = Candidates.hash(receipt);
              Prospect prospect = Prospect.of(candidate, data);
              Optional<ProspectRefusal> late = prospects.refusal(prospect);
              if (late.isPresent()) {
                LOG.info(
                    "candidate {} of parachain {} gets no vote: {}",
                    hash,
                    prospect.paraId(),
                    late.get().describe());
                return;
              }
              prospects.add(prospect);
              store.keep(hash, here.view.block().number(), chunks);
              povs.keep(hash, pov);
              vote(here, self, hash, new StatementTable.Known(candidate, data), seconded);
            }
          }
        });
  }

  /** Signs for a candidate that was found valid: seconds it when nobody has, and may. */
  private void vote(
      OnRelayParent here,
      ValidatorKeys.Self self,
      Hash256 hash,
      StatementTable.Known candidate,
      BiConsumer<CommittedCandidateReceipt, SignedStatement> seconded) {
    if (here.table.hasSpoken(self.index(), hash)) {
      return;
    }
    if (here.table.isSeconded(hash)) {
      keys.sign(self, Signing.valid(hash, here.view.signingContext()))
          .ifPresent(signature -> {
            observer.onSigned();
            distribution.add(
                here,
                new SignedStatement(new CompactStatement.Valid(hash), self.index(), signature),
                candidate);
          });
    } else if (here.table.secondedBy(self.index()).isEmpty()) {
      keys.sign(self, Signing.seconded(hash, here.view.signingContext()))
          .ifPresent(signature -> {
            SignedStatement statement =
                new SignedStatement(new CompactStatement.Seconded(hash), self.index(), signature);
            observer.onSigned();
            observer.onSeconded(candidate.receipt().descriptor().paraId(), hash);
            distribution.add(here, statement, candidate);
            seconded.accept(candidate.receipt(), statement);
          });
    }
  }
}
