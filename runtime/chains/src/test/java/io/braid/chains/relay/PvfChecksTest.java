package io.braid.chains.relay;

import static io.braid.chains.relay.ValidatedChain.CODE;
import static io.braid.chains.relay.ValidatedChain.HEAD;
import static io.braid.chains.relay.ValidatedChain.PARA;
import static org.assertj.core.api.Assertions.assertThat;

import io.braid.crypto.NonceEntropy;
import io.braid.crypto.hash.Blake2b;
import io.braid.executor.host.StateHost;
import io.braid.frame.Origin;
import io.braid.pallets.parachains.configuration.HostConfiguration;
import io.braid.pallets.parachains.paras.ParaGenesisArgs;
import io.braid.pallets.parachains.paras.ParaLifecycle;
import io.braid.pallets.parachains.paras.Paras;
import io.braid.pallets.parachains.paras.ParasCall;
import io.braid.pallets.parachains.sudo.ParasSudoWrapper;
import io.braid.pallets.parachains.sudo.ParasSudoWrapperCall;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.DigestItem;
import io.braid.runtime.api.DispatchError;
import io.braid.runtime.api.InvalidTransaction;
import io.braid.runtime.api.Results.Result;
import io.braid.runtime.api.TransactionSource;
import io.braid.runtime.api.TransactionValidityError;
import io.braid.runtime.api.parachains.PvfCheckStatement;
import io.braid.runtime.api.parachains.UpgradeGoAhead;
import io.braid.scale.ScaleWriter;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PvfChecksTest {
  private static final Bytes NEW_CODE = Bytes.utf8("code 1, which is longer");
  private static final Hash256 NEW_HASH = hash(NEW_CODE);
  private static final int ONBOARDING = 2000;

  /** Of development networks: blocks to wait after an upgrade is accepted, and sessions to vote. */
  private static final int DELAY = 5;

  private static final int TTL = 5;

  private ValidatedChain relay;
  private Bytes head = HEAD;

  @BeforeEach
  void twoCores() {
    relay =
        new ValidatedChain(
            7,
            HostConfiguration.development(2),
            List.of(new RelayGenesis.Parachain(PARA, HEAD, CODE)));
  }

  private static Hash256 hash(Bytes code) {
    return Hash256.of(Blake2b.hash256(code.unsafeArray()));
  }

  private Paras paras() {
    return relay.runtime().paras;
  }

  /** A block of the parachain, backed in this block and included in the next, which stays open. */
  private void include(String newHead, Optional<Bytes> newCode) {
    Bytes next = Bytes.utf8(newHead);
    relay.enter(
        List.of(), List.of(relay.backed(relay.candidate(PARA, 0, head, next, newCode))), List.of());
    relay.next();
    relay.enter(relay.available(0), List.of(), List.of());
    assertThat(paras().heads.find(PARA)).contains(next);
    head = next;
  }

  private ParasCall.IncludePvfCheckStatement vote(int validator, boolean accept) {
    return vote(new PvfCheckStatement(accept, NEW_HASH, relay.session(), validator), validator);
  }

  /** The payload is written by hand: the record's own is under test. */
  private ParasCall.IncludePvfCheckStatement vote(PvfCheckStatement stmt, int signer) {
    byte[] payload =
        new ScaleWriter(48)
            .raw(Bytes.utf8("VCPC"))
            .u8(stmt.accept() ? 1 : 0)
            .raw(stmt.subject().bytes())
            .u32(stmt.sessionIndex())
            .u32(stmt.validatorIndex())
            .toArray();
    return new ParasCall.IncludePvfCheckStatement(
        stmt, relay.active(signer).sign(payload, NonceEntropy.NONE));
  }

  private void vote(boolean accept, int... validators) {
    for (int validator : validators) {
      assertThat(relay.chain.apply(Origin.NONE, vote(validator, accept))).isEmpty();
    }
  }

  private DispatchError error(Paras.Error error) {
    return relay.runtime().parts().moduleError(error);
  }

  @Test
  void newCodeTakesOverWhenFiveOfSevenHaveAcceptedItAndItsTimeHasCome() {
    include("head 1", Optional.of(NEW_CODE));
    assertThat(relay.runtime().parachainHost.pvfsRequirePrecheck()).containsExactly(NEW_HASH);
    assertThat(relay.runtime().parachainHost.validationCodeByHash(NEW_HASH)).contains(NEW_CODE);
    assertThat(paras().canUpgrade(PARA)).isFalse();
    vote(true, 0, 1, 2, 3);
    assertThat(paras().futureCodeUpgrades.find(PARA)).isEmpty();
    vote(true, 4);

    int accepted = relay.runtime().system.number.get();
    assertThat(relay.chain.events()).contains(new Paras.Event.PvfCheckAccepted(NEW_HASH, PARA));
    assertThat(relay.runtime().parachainHost.pvfsRequirePrecheck()).isEmpty();
    assertThat(paras().futureCodeUpgrades.find(PARA)).contains(accepted + DELAY);
    // "POL1", the second kind of log, the parachain, the code's hash, the block.
    assertThat(relay.next().digest().logs())
        .contains(
            new DigestItem.Consensus(
                Bytes.utf8("POL1"),
                new ScaleWriter(41)
                    .u8(2)
                    .u32(PARA)
                    .raw(NEW_HASH.bytes())
                    .u32(accepted + DELAY)
                    .toBytes()));
    while (relay.runtime().system.number.get() < accepted + DELAY) {
      assertThat(paras().upgradeGoAheadSignal.find(PARA)).isEmpty();
      relay.next();
    }
    assertThat(paras().upgradeGoAheadSignal.find(PARA)).contains(UpgradeGoAhead.GO_AHEAD);
    assertThat(paras().currentCodeHash.find(PARA)).contains(hash(CODE));
    relay.next();

    include("head 2", Optional.empty());

    assertThat(paras().currentCodeHash.find(PARA)).contains(NEW_HASH);
    assertThat(paras().upgradeGoAheadSignal.find(PARA)).isEmpty();
    // Who checks old candidates needs the old code.
    assertThat(paras().codeByHash.find(hash(CODE))).contains(CODE);
    assertThat(paras().pastCodeHash.find(java.util.Map.entry(PARA, accepted + DELAY)))
        .contains(hash(CODE));
    assertThat(paras().canUpgrade(PARA)).isTrue();
  }

  @Test
  void oldCodeGoesWhenNobodyCanDisputeWhatItChecked() {
    relay.runtime().configuration.activeConfig.update(c -> retaining(c, 3));
    assertThat(relay.chain.apply(Origin.ROOT, new ParasCall.ForceSetCurrentCode(PARA, NEW_CODE)))
        .isEmpty();
    for (int i = 0; i < 3; i++) {
      relay.next();
      assertThat(paras().codeByHash.contains(hash(CODE))).isTrue();
    }
    relay.next();

    assertThat(paras().codeByHash.contains(hash(CODE))).isFalse();
    assertThat(paras().codeByHash.contains(NEW_HASH)).isTrue();
  }

  private static HostConfiguration retaining(HostConfiguration c, int blocks) {
    return new HostConfiguration(
        c.maxCodeSize(),
        c.maxHeadDataSize(),
        c.maxUpwardQueueCount(),
        c.maxUpwardQueueSize(),
        c.maxUpwardMessageSize(),
        c.maxUpwardMessageNumPerCandidate(),
        c.hrmpMaxMessageNumPerCandidate(),
        c.validationUpgradeCooldown(),
        c.validationUpgradeDelay(),
        c.asyncBackingParams(),
        c.maxPovSize(),
        c.maxDownwardMessageSize(),
        c.hrmpMaxParachainOutboundChannels(),
        c.hrmpSenderDeposit(),
        c.hrmpRecipientDeposit(),
        c.hrmpChannelMaxCapacity(),
        c.hrmpChannelMaxTotalSize(),
        c.hrmpMaxParachainInboundChannels(),
        c.hrmpChannelMaxMessageSize(),
        c.executorParams(),
        blocks,
        c.maxValidators(),
        c.disputePeriod(),
        c.disputePostConclusionAcceptancePeriod(),
        c.noShowSlots(),
        c.nDelayTranches(),
        c.zerothDelayTrancheWidth(),
        c.neededApprovals(),
        c.relayVrfModuloSamples(),
        c.pvfVotingTtl(),
        c.minimumValidationUpgradeDelay(),
        c.minimumBackingVotes(),
        c.nodeFeatures(),
        c.approvalVotingParams(),
        c.schedulerParams());
  }

  @Test
  void codeThatThreeOfSevenRefuseIsAbortedAndForgotten() {
    include("head 1", Optional.of(NEW_CODE));
    vote(true, 5);
    vote(false, 0, 1);
    assertThat(paras().codeByHash.contains(NEW_HASH)).isTrue();
    vote(false, 2);

    assertThat(relay.chain.events()).contains(new Paras.Event.PvfCheckRejected(NEW_HASH, PARA));
    assertThat(paras().upgradeGoAheadSignal.find(PARA)).contains(UpgradeGoAhead.ABORT);
    assertThat(paras().futureCodeHash.find(PARA)).isEmpty();
    assertThat(paras().codeByHash.contains(NEW_HASH)).isFalse();
    relay.next();
    include("head 2", Optional.empty());
    assertThat(paras().upgradeGoAheadSignal.find(PARA)).isEmpty();
    assertThat(paras().currentCodeHash.find(PARA)).contains(hash(CODE));
  }

  @Test
  void aVoteStartsOverInEverySessionAndIsLostWhenItTakesTooLong() {
    include("head 1", Optional.of(NEW_CODE));
    vote(true, 0, 1, 2, 3);
    for (int session = 1; session < TTL; session++) {
      relay.after(ValidatedChain.EPOCH_SLOTS);
      relay.next();
      assertThat(relay.session()).isEqualTo(session);
      vote(true, 0, 1, 2, 3);
      assertThat(paras().futureCodeUpgrades.find(PARA)).isEmpty();
    }
    relay.after(ValidatedChain.EPOCH_SLOTS);
    relay.next();

    assertThat(relay.runtime().parachainHost.pvfsRequirePrecheck()).isEmpty();
    assertThat(paras().upgradeGoAheadSignal.find(PARA)).contains(UpgradeGoAhead.ABORT);
  }

  @Test
  void votesThatDoNotCountSayWhy() {
    include("head 1", Optional.of(NEW_CODE));
    vote(true, 0);
    int session = relay.session();

    refused(
        vote(new PvfCheckStatement(true, NEW_HASH, session + 1, 1), 1),
        Paras.Error.PVF_CHECK_STATEMENT_FUTURE,
        new InvalidTransaction.Future());
    refused(
        vote(new PvfCheckStatement(true, NEW_HASH, session, 7), 1),
        Paras.Error.PVF_CHECK_VALIDATOR_INDEX_OUT_OF_BOUNDS,
        new InvalidTransaction.Custom(1));
    refused(
        vote(new PvfCheckStatement(true, NEW_HASH, session, 1), 2),
        Paras.Error.PVF_CHECK_INVALID_SIGNATURE,
        new InvalidTransaction.BadProof());
    refused(
        vote(new PvfCheckStatement(true, hash(CODE), session, 1), 1),
        Paras.Error.PVF_CHECK_SUBJECT_INVALID,
        new InvalidTransaction.Custom(2));
    refused(vote(0, false), Paras.Error.PVF_CHECK_DOUBLE_VOTE, new InvalidTransaction.Custom(3));
    assertThat(relay.validity(vote(1, true), TransactionSource.EXTERNAL))
        .isInstanceOf(Result.Ok.class);
    var old = vote(2, true);
    relay.after(ValidatedChain.EPOCH_SLOTS);
    relay.next();
    refused(old, Paras.Error.PVF_CHECK_STATEMENT_STALE, new InvalidTransaction.Stale());
  }

  private void refused(
      ParasCall.IncludePvfCheckStatement vote, Paras.Error error, InvalidTransaction invalid) {
    assertThat(relay.chain.apply(Origin.NONE, vote)).contains(error(error));
    assertThat(relay.validity(vote, TransactionSource.EXTERNAL))
        .isEqualTo(new Result.Err<>(new TransactionValidityError.Invalid(invalid)));
  }

  @Test
  void aNodeVotesThroughTheRuntime() {
    include("head 1", Optional.of(NEW_CODE));
    var vote = vote(3, true);

    relay.runtime().parachainHost.submitPvfCheckStatement(vote.stmt(), vote.signature());

    List<Bytes> submitted = ((StateHost) relay.chain.host()).submittedTransactions();
    assertThat(submitted).hasSize(1);
    assertThat(relay.runtime().executive.applyExtrinsic(submitted.getFirst()))
        .isInstanceOf(Result.Ok.class);
    assertThat(relay.chain.apply(Origin.NONE, vote))
        .contains(error(Paras.Error.PVF_CHECK_DOUBLE_VOTE));
  }

  @Test
  void aParachainBeginsTwoSessionsAfterItIsRegisteredWhenItsCodeIsAccepted() {
    var register =
        new ParasSudoWrapperCall.SudoScheduleParaInitialize(
            ONBOARDING, new ParaGenesisArgs(HEAD, NEW_CODE, true));
    assertThat(relay.chain.apply(Origin.ROOT, register)).isEmpty();
    assertThat(relay.chain.apply(Origin.ROOT, register))
        .contains(relay.runtime().parts().moduleError(ParasSudoWrapper.Error.PARA_ALREADY_EXISTS));
    assertThat(paras().paraLifecycles.find(ONBOARDING)).contains(ParaLifecycle.ONBOARDING);
    vote(true, 0, 1, 2, 3, 4);

    relay.after(ValidatedChain.EPOCH_SLOTS);
    relay.next();
    assertThat(paras().parachains.get()).containsExactly(PARA);
    relay.after(ValidatedChain.EPOCH_SLOTS);
    relay.next();

    assertThat(paras().parachains.get()).containsExactly(PARA, ONBOARDING);
    assertThat(paras().heads.find(ONBOARDING)).contains(HEAD);
    assertThat(paras().currentCode(ONBOARDING)).contains(NEW_CODE);
    assertThat(relay.runtime().paraScheduler.coresOf(ONBOARDING)).containsExactly(1);
  }

  @Test
  void aParachainWhoseCodeIsRefusedNeverBegins() {
    relay.chain.apply(
        Origin.ROOT,
        new ParasSudoWrapperCall.SudoScheduleParaInitialize(
            ONBOARDING, new ParaGenesisArgs(HEAD, NEW_CODE, true)));
    vote(false, 0, 1, 2);

    assertThat(paras().paraLifecycles.find(ONBOARDING)).isEmpty();
    assertThat(paras().currentCodeHash.find(ONBOARDING)).isEmpty();
    assertThat(paras().codeByHash.contains(NEW_HASH)).isFalse();
  }

  @Test
  void codeThatAnotherParachainRunsNeedsNoVote() {
    relay.chain.apply(
        Origin.ROOT,
        new ParasSudoWrapperCall.SudoScheduleParaInitialize(
            ONBOARDING, new ParaGenesisArgs(HEAD, CODE, true)));

    assertThat(relay.runtime().parachainHost.pvfsRequirePrecheck()).isEmpty();
    assertThat(paras().codeByHashRefs.get(hash(CODE))).isEqualTo(2);
    assertThat(paras().actionsQueue.get(relay.session() + 2)).containsExactly(ONBOARDING);
  }
}
