package io.braid.chains.relay;

import static io.braid.chains.relay.ValidatedChain.APPROVED;
import static io.braid.chains.relay.ValidatedChain.HEAD;
import static io.braid.chains.relay.ValidatedChain.INVALID;
import static io.braid.chains.relay.ValidatedChain.PARA;
import static io.braid.chains.relay.ValidatedChain.VALID;
import static io.braid.chains.relay.ValidatedChain.backedValid;
import static io.braid.chains.relay.ValidatedChain.hashOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.braid.frame.Origin;
import io.braid.pallets.offences.Offences;
import io.braid.pallets.parachains.disputes.DisputeLocation;
import io.braid.pallets.parachains.disputes.DisputeResult;
import io.braid.pallets.parachains.disputes.ParasDisputes;
import io.braid.pallets.parachains.disputes.ParasDisputesCall;
import io.braid.pallets.parachains.slashing.ParasSlashing;
import io.braid.pallets.parachains.slashing.ParasSlashingCall;
import io.braid.pallets.session.Session;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.DigestItem;
import io.braid.runtime.api.InvalidTransaction;
import io.braid.runtime.api.Results.Result;
import io.braid.runtime.api.TransactionSource;
import io.braid.runtime.api.TransactionValidityError;
import io.braid.runtime.api.ValidTransaction;
import io.braid.runtime.api.parachains.CommittedCandidateReceipt;
import io.braid.runtime.api.parachains.DisputeOffenceKind;
import io.braid.runtime.api.parachains.DisputeProof;
import io.braid.runtime.api.parachains.DisputeState;
import io.braid.runtime.api.parachains.DisputeStatement;
import io.braid.runtime.api.parachains.DisputeStatementSet;
import io.braid.runtime.api.parachains.DisputesTimeSlot;
import io.braid.runtime.api.parachains.ParachainsInherentData;
import io.braid.runtime.api.session.MembershipProof;
import io.braid.runtime.api.session.MembershipProofCodec;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DisputesTest {
  private static final Hash256 CANDIDATE = Hash256.fromHex("0x" + "c1".repeat(32));
  private static final Hash256 OTHER = Hash256.fromHex("0x" + "c2".repeat(32));
  private static final Hash256 PARENT = Hash256.fromHex("0x" + "aa".repeat(32));

  /** Seven validators: two may be faulty, five decide. */
  private final ValidatedChain relay = new ValidatedChain(7);

  private RelayRuntime runtime() {
    return relay.runtime();
  }

  private DisputeStatementSet set(Hash256 candidate, DisputeStatementSet.Statement... votes) {
    return new DisputeStatementSet(candidate, relay.session(), List.of(votes));
  }

  private DisputeStatementSet.Statement vote(int position, DisputeStatement statement) {
    return relay.vote(position, statement, CANDIDATE, relay.session());
  }

  private List<DisputeStatementSet> offered(DisputeStatementSet... sets) {
    return relay.enter(List.of(), List.of(), List.of(sets)).disputes();
  }

  private DisputeState state() {
    return runtime().parasDisputes.disputes.find(relay.session(), CANDIDATE).orElseThrow();
  }

  @Test
  void votesOfEveryKindCountOnTheirSide() {
    DisputeStatementSet set =
        set(
            CANDIDATE,
            vote(0, backedValid(PARENT)),
            vote(
                1,
                new DisputeStatement.Valid(new DisputeStatement.ValidKind.BackingSeconded(PARENT))),
            vote(2, APPROVED),
            vote(3, VALID),
            vote(4, INVALID),
            vote(5, INVALID));

    assertThat(offered(set)).containsExactly(set);

    assertThat(state().validatorsFor()).hasToString("1111000");
    assertThat(state().validatorsAgainst()).hasToString("0000110");
    assertThat(state().concludedAt()).isEmpty();
    assertThat(runtime().parasDisputes.backersOnDisputes.find(relay.session(), CANDIDATE))
        .contains(List.of(0, 1));
    assertThat(relay.chain.events())
        .contains(new ParasDisputes.Event.DisputeInitiated(CANDIDATE, DisputeLocation.REMOTE));
  }

  @Test
  void whatBlockBringsIsThereForValidatorsToRead() {
    DisputeStatementSet set =
        set(CANDIDATE, vote(0, backedValid(PARENT)), vote(1, INVALID), vote(2, INVALID));

    offered(set);

    assertThat(runtime().parachainHost.onChainVotes().orElseThrow().disputes())
        .containsExactly(set);
    assertThat(runtime().parachainHost.disputes())
        .singleElement()
        .satisfies(d -> assertThat(d.candidate()).isEqualTo(CANDIDATE));
  }

  @Test
  void votesThatAreForgedOrRepeatedAreLeftOut() {
    DisputeStatementSet.Statement forged =
        new DisputeStatementSet.Statement(INVALID, 4, vote(3, INVALID).signature());
    DisputeStatementSet.Statement elsewhere =
        relay.vote(5, INVALID, CANDIDATE, relay.session() + 1);
    DisputeStatementSet.Statement stranger =
        new DisputeStatementSet.Statement(INVALID, 99, vote(3, INVALID).signature());
    // An approval of two candidates, where one signature may cover one.
    DisputeStatementSet.Statement coalesced =
        vote(
            6,
            new DisputeStatement.Valid(
                new DisputeStatement.ValidKind.ApprovalCheckingMultipleCandidates(
                    List.of(CANDIDATE, OTHER))));

    List<DisputeStatementSet> kept =
        offered(
            set(
                CANDIDATE,
                vote(0, backedValid(PARENT)),
                vote(1, INVALID),
                vote(1, INVALID),
                forged,
                elsewhere,
                stranger,
                coalesced,
                // A backer has said what it has to say.
                vote(0, VALID),
                vote(2, INVALID)));

    assertThat(kept)
        .containsExactly(
            set(CANDIDATE, vote(0, backedValid(PARENT)), vote(1, INVALID), vote(2, INVALID)));
  }

  @Test
  void thereIsNoDisputeWithoutTwoSidesEnoughVotesAndABacker() {
    assertThat(
            offered(
                set(CANDIDATE, vote(0, INVALID), vote(1, INVALID), vote(2, INVALID)),
                new DisputeStatementSet(
                    OTHER,
                    relay.session(),
                    List.of(
                        relay.vote(0, backedValid(PARENT), OTHER, relay.session()),
                        relay.vote(1, INVALID, OTHER, relay.session())))))
        .isEmpty();
    relay.next();

    assertThat(offered(set(CANDIDATE, vote(0, VALID), vote(1, INVALID), vote(2, INVALID))))
        .isEmpty();
  }

  @Test
  void aSupermajorityForTheCandidateConcludesAndThoseAgainstItAreNamed() {
    offered(
        set(
            CANDIDATE,
            vote(0, backedValid(PARENT)),
            vote(1, APPROVED),
            vote(2, APPROVED),
            vote(3, VALID),
            vote(4, VALID),
            vote(5, INVALID)));

    assertThat(state().concludedAt()).contains(1);
    assertThat(relay.chain.events())
        .contains(
            new ParasDisputes.Event.DisputeConcluded(CANDIDATE, DisputeResult.VALID),
            new Session.Event.ValidatorDisabled(relay.active(5).accountId()));
    assertThat(runtime().parachainHost.disabledValidators()).containsExactly(5);
  }

  @Test
  void ofThoseForAnInvalidCandidateAtMostAThirdIsDisabledAndBackersComeFirst() {
    offered(
        set(
            CANDIDATE,
            vote(0, backedValid(PARENT)),
            vote(1, backedValid(PARENT)),
            vote(2, INVALID),
            vote(3, INVALID),
            vote(4, INVALID),
            vote(5, INVALID),
            vote(6, INVALID)));

    assertThat(runtime().parachainHost.disabledValidators()).containsExactlyInAnyOrder(0, 1);
    assertThat(relay.chain.events())
        .filteredOn(Offences.Event.Offence.class::isInstance)
        .hasSize(1);
    Hash256 before = runtime().offences.reports.entries().getFirst().getKey();
    relay.next();

    // One who is late loses as well, but no more than two of seven may be out.
    offered(set(CANDIDATE, relay.vote(2, backedValid(PARENT), CANDIDATE, relay.session())));
    assertThat(runtime().offences.reports.entries()).hasSize(3);
    assertThat(runtime().offences.reports.contains(before)).isTrue();
    assertThat(runtime().parachainHost.disabledValidators()).hasSize(2);
  }

  @Test
  void anIncludedCandidateThatIsDisputedByAThirdFreezesTheChain() {
    CommittedCandidateReceipt candidate = relay.candidate(HEAD, Bytes.utf8("head 1"));
    Hash256 hash = hashOf(candidate);
    relay.enter(List.of(), List.of(relay.backed(candidate)), List.of());
    relay.next();
    relay.enter(relay.available(0), List.of(), List.of());
    assertThat(runtime().parasDisputes.included.find(relay.session(), hash)).contains(1);
    relay.next();

    List<DisputeStatementSet> votes =
        List.of(
            new DisputeStatementSet(
                hash,
                relay.session(),
                List.of(
                    relay.vote(
                        0,
                        backedValid(candidate.descriptor().relayParent()),
                        hash,
                        relay.session()),
                    relay.vote(1, INVALID, hash, relay.session()),
                    relay.vote(2, INVALID, hash, relay.session()),
                    relay.vote(3, INVALID, hash, relay.session()))));
    ParachainsInherentData entered =
        relay.enter(
            List.of(),
            List.of(relay.backed(relay.candidate(Bytes.utf8("head 1"), Bytes.utf8("head 2")))),
            votes);

    assertThat(entered.disputes()).isEqualTo(votes);
    assertThat(entered.backedCandidates()).isEmpty();
    assertThat(runtime().parasDisputes.frozen.get()).contains(1);
    assertThat(relay.chain.events())
        .contains(
            new ParasDisputes.Event.DisputeInitiated(hash, DisputeLocation.LOCAL),
            new ParasDisputes.Event.Revert(2));
    // "POL1", the fourth kind of log, block 2.
    assertThat(relay.next().digest().logs())
        .contains(new DigestItem.Consensus(Bytes.utf8("POL1"), Bytes.fromHex("0x0402000000")));
  }

  @Test
  void onlyGovernanceThawsAFrozenChain() {
    runtime().parasDisputes.frozen.set(java.util.Optional.of(1));
    var thaw = new ParasDisputesCall.ForceUnfreeze();

    assertThat(relay.chain.apply(Origin.signed(relay.active(0).accountId()), thaw)).isPresent();
    assertThat(runtime().parasDisputes.isFrozen()).isTrue();
    assertThat(relay.chain.apply(Origin.ROOT, thaw)).isEmpty();
    assertThat(runtime().parasDisputes.isFrozen()).isFalse();
  }

  @Test
  void aCandidateThatIsFoundInvalidLeavesItsCoreAndDoesNotComeBack() {
    CommittedCandidateReceipt candidate = relay.candidate(HEAD, Bytes.utf8("head 1"));
    Hash256 hash = hashOf(candidate);
    var backed = relay.backed(candidate);
    relay.enter(List.of(), List.of(backed), List.of());
    assertThat(runtime().paraInclusion.pending(PARA)).hasSize(1);
    List<DisputeStatementSet.Statement> votes = new ArrayList<>();
    votes.add(
        relay.vote(0, backedValid(candidate.descriptor().relayParent()), hash, relay.session()));
    for (int i = 1; i < 6; i++) {
      votes.add(relay.vote(i, INVALID, hash, relay.session()));
    }
    relay.next();

    ParachainsInherentData entered =
        relay.enter(
            relay.available(0),
            List.of(backed),
            List.of(new DisputeStatementSet(hash, relay.session(), votes)));

    assertThat(entered.bitfields()).isEmpty();
    assertThat(entered.backedCandidates()).isEmpty();
    assertThat(runtime().paraInclusion.pending(PARA)).isEmpty();
    assertThat(runtime().paras.heads.find(PARA)).contains(HEAD);
    assertThat(runtime().parasDisputes.isFrozen()).isFalse();
  }

  @Test
  void theVotesOfDisabledValidatorsBackNothing() {
    relay.next();
    int disabled = relay.group(0).getFirst();
    runtime()
        .session
        .reportOffence(
            relay.active(disabled).accountId(),
            new io.braid.pallets.session.OffenceSeverity(io.braid.primitives.Perbill.ONE));
    CommittedCandidateReceipt candidate = relay.candidate(HEAD, Bytes.utf8("head 1"));

    ParachainsInherentData entered =
        relay.enter(List.of(), List.of(relay.backed(candidate)), List.of());

    assertThat(entered.backedCandidates())
        .singleElement()
        .satisfies(backed -> {
          assertThat(backed.validityVotes()).hasSize(relay.group(0).size() - 1);
          assertThat(backed.validatorIndices().get(0)).isFalse();
        });
    relay.next();
    assertThat(
            relay
                .enter(
                    List.of(),
                    List.of(
                        relay.backed(
                            relay.candidate(HEAD, Bytes.utf8("head 1")), List.of(disabled))),
                    List.of())
                .backedCandidates())
        .isEmpty();
  }

  @Test
  void whoLostADisputeOfAPastSessionIsReportedWithAProofOfItsKey() {
    int session = relay.session();
    Bytes key = relay.active(0).publicKey();
    List<DisputeStatementSet.Statement> votes = new ArrayList<>();
    votes.add(relay.vote(0, backedValid(PARENT), CANDIDATE, session));
    for (int i = 1; i < 6; i++) {
      votes.add(relay.vote(i, INVALID, CANDIDATE, session));
    }
    MembershipProof proof =
        MembershipProofCodec.CODEC.decodeAll(
            runtime().parachainHost.keyOwnershipProof(key).orElseThrow());
    relay.after(ValidatedChain.EPOCH_SLOTS);
    relay.next();
    assertThat(relay.session()).isEqualTo(session + 1);

    relay.enter(List.of(), List.of(), List.of(new DisputeStatementSet(CANDIDATE, session, votes)));

    assertThat(runtime().parachainHost.unappliedSlashes())
        .singleElement()
        .satisfies(pending -> assertThat(pending.slashes().keys()).containsEntry(0, key));
    assertThat(runtime().parachainHost.disabledValidators()).isEmpty();

    DisputeProof lost =
        new DisputeProof(
            new DisputesTimeSlot(session, CANDIDATE),
            DisputeOffenceKind.FOR_INVALID_BACKED,
            0,
            key);
    var report = new ParasSlashingCall.ReportDisputeLostUnsigned(lost, proof);
    MembershipProof wrong = new MembershipProof(session, proof.trieNodes(), 6);
    assertThat(
            relay.chain.apply(
                Origin.NONE, new ParasSlashingCall.ReportDisputeLostUnsigned(lost, wrong)))
        .contains(runtime().parts().moduleError(ParasSlashing.Error.INVALID_KEY_OWNERSHIP_PROOF));
    assertThat(relay.validity(report, TransactionSource.LOCAL))
        .isInstanceOfSatisfying(
            Result.Ok.class,
            ok -> assertThat(((ValidTransaction) ok.value()).propagate()).isFalse());
    assertThat(relay.validity(report, TransactionSource.EXTERNAL))
        .isEqualTo(
            new Result.Err<>(new TransactionValidityError.Invalid(new InvalidTransaction.Call())));
    assertThat(relay.chain.apply(Origin.NONE, report)).isEmpty();

    assertThat(runtime().parachainHost.unappliedSlashes()).isEmpty();
    assertThat(runtime().session.disabledIndices())
        .containsExactly(
            runtime()
                .session
                .validators
                .get()
                .indexOf(
                    relay.pairs.stream()
                        .filter(p -> p.publicKey().equals(key))
                        .findFirst()
                        .orElseThrow()
                        .accountId()));
    assertThat(relay.chain.apply(Origin.NONE, report))
        .contains(runtime().parts().moduleError(ParasSlashing.Error.INVALID_CANDIDATE_HASH));
    assertThat(relay.validity(report, TransactionSource.LOCAL))
        .isEqualTo(
            new Result.Err<>(new TransactionValidityError.Invalid(new InvalidTransaction.Stale())));
  }
}
