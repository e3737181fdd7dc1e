package io.braid.pallets.parachains;

import io.braid.frame.system.EventRecord;
import io.braid.frame.system.FrameSystem;
import io.braid.pallets.historical.EquivocationReports;
import io.braid.pallets.messagequeue.MessageOrigin;
import io.braid.pallets.messagequeue.MessageQueue;
import io.braid.pallets.parachains.configuration.Configuration;
import io.braid.pallets.parachains.configuration.HostConfiguration;
import io.braid.pallets.parachains.disputes.ParasDisputes;
import io.braid.pallets.parachains.dmp.Dmp;
import io.braid.pallets.parachains.hrmp.Hrmp;
import io.braid.pallets.parachains.inclusion.ParaInclusion;
import io.braid.pallets.parachains.inclusion.PendingCandidate;
import io.braid.pallets.parachains.inherents.ParaInherent;
import io.braid.pallets.parachains.paras.Paras;
import io.braid.pallets.parachains.paras.ParasCall;
import io.braid.pallets.parachains.scheduler.ParaScheduler;
import io.braid.pallets.parachains.sessioninfo.ParaSessionInfo;
import io.braid.pallets.parachains.shared.ParasShared;
import io.braid.pallets.parachains.slashing.ParasSlashing;
import io.braid.pallets.parachains.slashing.ParasSlashingCall;
import io.braid.pallets.session.KeyType;
import io.braid.primitives.Bits;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.Host;
import io.braid.runtime.api.parachains.ApprovalVotingParams;
import io.braid.runtime.api.parachains.AsyncBackingParams;
import io.braid.runtime.api.parachains.BackingConstraints;
import io.braid.runtime.api.parachains.BackingState;
import io.braid.runtime.api.parachains.CandidateCommitments;
import io.braid.runtime.api.parachains.CandidateEvent;
import io.braid.runtime.api.parachains.CommittedCandidateReceipt;
import io.braid.runtime.api.parachains.CoreState;
import io.braid.runtime.api.parachains.DisputeOffenceKind;
import io.braid.runtime.api.parachains.DisputeProof;
import io.braid.runtime.api.parachains.ExecutorParam;
import io.braid.runtime.api.parachains.GroupRotationInfo;
import io.braid.runtime.api.parachains.InboundDownwardMessage;
import io.braid.runtime.api.parachains.InboundHrmpMessage;
import io.braid.runtime.api.parachains.LegacyPendingSlashes;
import io.braid.runtime.api.parachains.OccupiedCore;
import io.braid.runtime.api.parachains.OccupiedCoreAssumption;
import io.braid.runtime.api.parachains.ParachainHost;
import io.braid.runtime.api.parachains.PendingSlashesOf;
import io.braid.runtime.api.parachains.PersistedValidationData;
import io.braid.runtime.api.parachains.PersistedValidationDataCodec;
import io.braid.runtime.api.parachains.PvfCheckStatement;
import io.braid.runtime.api.parachains.ScheduledCore;
import io.braid.runtime.api.parachains.ScrapedOnChainVotes;
import io.braid.runtime.api.parachains.SessionDispute;
import io.braid.runtime.api.parachains.SessionInfo;
import io.braid.runtime.api.parachains.SlashingOffenceKind;
import io.braid.scale.Codecs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** Answers what validators and collators ask about parachains. */
public final class ParachainHostRuntime implements ParachainHost {
  /** As many times its size on chain may code have when it is unpacked. */
  private static final int MAX_COMPRESSION = 10;

  private final MessageQueue messages;
  private final FrameSystem system;
  private final Configuration configuration;
  private final ParasShared shared;
  private final Paras paras;
  private final ParaScheduler scheduler;
  private final ParaInclusion inclusion;
  private final ParaSessionInfo sessionInfo;
  private final ParaInherent inherent;
  private final ParasDisputes disputes;
  private final ParasSlashing slashing;
  private final EquivocationReports reports;
  private final Dmp dmp;
  private final Hrmp hrmp;

  public ParachainHostRuntime(
      FrameSystem system,
      MessageQueue messages,
      Configuration configuration,
      ParasShared shared,
      Paras paras,
      ParaScheduler scheduler,
      ParaInclusion inclusion,
      ParaSessionInfo sessionInfo,
      ParaInherent inherent,
      ParasDisputes disputes,
      ParasSlashing slashing,
      EquivocationReports reports,
      Dmp dmp,
      Hrmp hrmp) {
    this.system = system;
    this.messages = messages;
    this.configuration = configuration;
    this.shared = shared;
    this.paras = paras;
    this.scheduler = scheduler;
    this.inclusion = inclusion;
    this.sessionInfo = sessionInfo;
    this.inherent = inherent;
    this.disputes = disputes;
    this.slashing = slashing;
    this.reports = reports;
    this.dmp = dmp;
    this.hrmp = hrmp;
  }

  @Override
  public List<Bytes> validators() {
    return shared.activeValidatorKeys.get();
  }

  @Override
  public Map.Entry<List<List<Integer>>, GroupRotationInfo> validatorGroups() {
    return Map.entry(scheduler.validatorGroups.get(), scheduler.rotation(system.number.get() + 1));
  }

  @Override
  public List<CoreState> availabilityCores() {
    List<CoreState> cores = new ArrayList<>();
    for (int core = 0; core < scheduler.coreCount(); core++) {
      cores.add(core(core));
    }
    return cores;
  }

  private CoreState core(int core) {
    Optional<Integer> para = scheduler.paraOf(core);
    if (para.isEmpty()) {
      return new CoreState.Free();
    }
    ScheduledCore scheduled = new ScheduledCore(para.get(), Optional.empty());
    Optional<PendingCandidate> pending = inclusion.pendingOnCore(core);
    if (pending.isEmpty()) {
      return new CoreState.Scheduled(scheduled);
    }
    PendingCandidate p = pending.get();
    int period = configuration.activeConfig.get().schedulerParams().parasAvailabilityPeriod();
    return new CoreState.Occupied(
        new OccupiedCore(
            Optional.of(scheduled),
            p.backedInNumber(),
            p.backedInNumber() + period,
            Optional.of(scheduled),
            p.availabilityVotes(),
            p.backingGroup(),
            p.hash(),
            p.descriptor()));
  }

  /**
   * The head that the next candidate builds on, under the assumption; empty when it cannot hold.
   */
  private Optional<Bytes> head(int paraId, OccupiedCoreAssumption assumption) {
    return switch (assumption) {
      case INCLUDED -> inclusion.latestHead(paraId);
      case TIMED_OUT -> paras.heads.find(paraId);
      case FREE ->
          inclusion.pending(paraId).isEmpty() ? paras.heads.find(paraId) : Optional.empty();
    };
  }

  @Override
  public Optional<PersistedValidationData> persistedValidationData(
      int paraId, OccupiedCoreAssumption assumption) {
    return head(paraId, assumption)
        .map(head ->
            new PersistedValidationData(
                head,
                system.number.get(),
                system.host().storageRoot(system.stateVersion()),
                configuration.activeConfig.get().maxPovSize()));
  }

  @Override
  public Optional<Map.Entry<PersistedValidationData, Hash256>> assumedValidationData(
      int paraId, Hash256 expectedHash) {
    for (OccupiedCoreAssumption assumption :
        List.of(OccupiedCoreAssumption.INCLUDED, OccupiedCoreAssumption.TIMED_OUT)) {
      Optional<PersistedValidationData> data = persistedValidationData(paraId, assumption);
      if (data.isPresent() && hash(data.get()).equals(expectedHash)) {
        return paras.currentCodeHash.find(paraId).map(code -> Map.entry(data.get(), code));
      }
    }
    return Optional.empty();
  }

  private Hash256 hash(PersistedValidationData data) {
    return Hash256.of(system.host().blake2b256(PersistedValidationDataCodec.CODEC.encode(data)));
  }

  @Override
  public boolean checkValidationOutputs(int paraId, CandidateCommitments outputs) {
    return inclusion.checkCommitments(paraId, outputs).isEmpty();
  }

  @Override
  public int sessionIndexForChild() {
    return shared.currentSessionIndex.get();
  }

  @Override
  public Optional<Bytes> validationCode(int paraId, OccupiedCoreAssumption assumption) {
    return head(paraId, assumption).flatMap(head -> paras.currentCode(paraId));
  }

  @Override
  public Optional<CommittedCandidateReceipt> candidatePendingAvailability(int paraId) {
    return candidatesPendingAvailability(paraId).stream().findFirst();
  }

  @Override
  public List<CandidateEvent> candidateEvents() {
    List<CandidateEvent> events = new ArrayList<>();
    for (EventRecord record : system.readEvents()) {
      switch (record.event()) {
        case ParaInclusion.Event.CandidateBacked e ->
            events.add(
                new CandidateEvent.CandidateBacked(e.receipt(), e.head(), e.core(), e.group()));
        case ParaInclusion.Event.CandidateIncluded e ->
            events.add(
                new CandidateEvent.CandidateIncluded(e.receipt(), e.head(), e.core(), e.group()));
        case ParaInclusion.Event.CandidateTimedOut e ->
            events.add(new CandidateEvent.CandidateTimedOut(e.receipt(), e.head(), e.core()));
        default -> {}
      }
    }
    return events;
  }

  @Override
  public List<InboundDownwardMessage> dmqContents(int recipient) {
    return dmp.downwardMessageQueues.get(recipient);
  }

  @Override
  public SortedMap<Integer, List<InboundHrmpMessage>> inboundHrmpChannelsContents(int recipient) {
    return hrmp.inbound(recipient);
  }

  @Override
  public Optional<Bytes> validationCodeByHash(Hash256 hash) {
    return paras.codeByHash.find(hash);
  }

  @Override
  public Optional<SessionInfo> sessionInfo(int index) {
    return sessionInfo.sessions.find(index);
  }

  @Override
  public void submitPvfCheckStatement(PvfCheckStatement stmt, Bytes signature) {
    if (!reports.submit(new ParasCall.IncludePvfCheckStatement(stmt, signature))) {
      system
          .host()
          .log(
              Host.LogLevel.ERROR,
              "parachains",
              "the vote on code " + stmt.subject() + " did not reach the pool");
    }
  }

  @Override
  public List<Hash256> pvfsRequirePrecheck() {
    return paras.pvfActiveVoteList.get();
  }

  @Override
  public Optional<Hash256> validationCodeHash(int paraId, OccupiedCoreAssumption assumption) {
    return head(paraId, assumption).flatMap(head -> paras.currentCodeHash.find(paraId));
  }

  @Override
  public int minimumBackingVotes() {
    return configuration.activeConfig.get().minimumBackingVotes();
  }

  @Override
  public AsyncBackingParams asyncBackingParams() {
    return configuration.activeConfig.get().asyncBackingParams();
  }

  @Override
  public Optional<ScrapedOnChainVotes> onChainVotes() {
    return inherent.onChainVotes.find();
  }

  @Override
  public List<SessionDispute> disputes() {
    List<SessionDispute> all = new ArrayList<>();
    disputes
        .disputes
        .all()
        .forEach(d -> all.add(new SessionDispute(d.first(), d.second(), d.value())));
    return all;
  }

  @Override
  public Optional<List<ExecutorParam>> sessionExecutorParams(int session) {
    return sessionInfo.sessionExecutorParams.find(session);
  }

  @Override
  public List<PendingSlashesOf.Legacy> unappliedSlashes() {
    List<PendingSlashesOf.Legacy> all = new ArrayList<>();
    for (var pending : slashing.unappliedSlashes.all()) {
      legacy(pending.value().kind())
          .ifPresent(kind ->
              all.add(
                  new PendingSlashesOf.Legacy(
                      pending.first(),
                      pending.second(),
                      new LegacyPendingSlashes(pending.value().keys(), kind))));
    }
    return all;
  }

  @Override
  public List<PendingSlashesOf> unappliedSlashesV2() {
    return slashing.unappliedSlashes.all().stream()
        .map(pending -> new PendingSlashesOf(pending.first(), pending.second(), pending.value()))
        .toList();
  }

  private static Optional<SlashingOffenceKind> legacy(DisputeOffenceKind kind) {
    return switch (kind) {
      case FOR_INVALID_BACKED -> Optional.of(SlashingOffenceKind.FOR_INVALID);
      case AGAINST_VALID -> Optional.of(SlashingOffenceKind.AGAINST_VALID);
      case FOR_INVALID_APPROVED -> Optional.empty();
    };
  }

  @Override
  public Optional<Bytes> keyOwnershipProof(Bytes validatorId) {
    return Optional.of(reports.prove(KeyType.PARA_VALIDATOR, validatorId));
  }

  @Override
  public Optional<Codecs.Unit> submitReportDisputeLost(
      DisputeProof disputeProof, Bytes keyOwnershipProof) {
    return EquivocationReports.decode(keyOwnershipProof)
        .flatMap(membership ->
            EquivocationReports.answer(
                reports.submit(
                    new ParasSlashingCall.ReportDisputeLostUnsigned(disputeProof, membership))));
  }

  @Override
  public Bits nodeFeatures() {
    return configuration.activeConfig.get().nodeFeatures();
  }

  @Override
  public ApprovalVotingParams approvalVotingParams() {
    return configuration.activeConfig.get().approvalVotingParams();
  }

  @Override
  public List<Integer> disabledValidators() {
    return shared.disabledValidators();
  }

  @Override
  public SortedMap<Integer, List<Integer>> claimQueue() {
    return scheduler.claimQueue.get();
  }

  @Override
  public List<CommittedCandidateReceipt> candidatesPendingAvailability(int paraId) {
    return inclusion.pending(paraId).stream()
        .map(p -> new CommittedCandidateReceipt(p.descriptor(), p.commitments()))
        .toList();
  }

  @Override
  public int validationCodeBombLimit() {
    return configuration.activeConfig.get().maxCodeSize() * MAX_COMPRESSION;
  }

  @Override
  public int schedulingLookahead() {
    return configuration.activeConfig.get().schedulerParams().lookahead();
  }

  @Override
  public List<Integer> paraIds() {
    return paras.heads.entries().stream().map(Map.Entry::getKey).toList();
  }

  @Override
  public Optional<BackingConstraints> backingConstraints(int paraId) {
    Optional<Bytes> head = paras.heads.find(paraId);
    Optional<Hash256> code = paras.currentCodeHash.find(paraId);
    return head.isPresent() && code.isPresent()
        ? Optional.of(constraints(paraId, head.get(), code.get()))
        : Optional.empty();
  }

  private BackingConstraints constraints(int paraId, Bytes head, Hash256 code) {
    HostConfiguration limits = configuration.activeConfig.get();
    MessageQueue.Size queued = messages.size(new MessageOrigin.Ump(paraId));
    List<BackingConstraints.OutboundChannel> channels = new ArrayList<>();
    hrmp.outbound(paraId)
        .forEach(channel ->
            channels.add(
                new BackingConstraints.OutboundChannel(
                    channel.getKey(),
                    new BackingConstraints.OutboundHrmpChannelLimitations(
                        channel.getValue().maxTotalSize() - channel.getValue().totalSize(),
                        channel.getValue().maxCapacity() - channel.getValue().msgCount()))));
    return new BackingConstraints(
        shared
            .allowedRelayParents
            .get()
            .earliest(system.number.get(), limits.asyncBackingParams().allowedAncestryLen()),
        limits.maxPovSize(),
        limits.maxCodeSize(),
        limits.maxHeadDataSize(),
        Math.max(0, limits.maxUpwardQueueCount() - queued.count()),
        Math.max(0, limits.maxUpwardQueueSize() - queued.bytes()),
        limits.maxUpwardMessageNumPerCandidate(),
        dmp.downwardMessageQueues.get(paraId).stream().map(InboundDownwardMessage::sentAt).toList(),
        new BackingConstraints.InboundHrmpLimitations(hrmp.validWatermarks(paraId)),
        channels,
        limits.hrmpMaxMessageNumPerCandidate(),
        head,
        code,
        paras.upgradeRestrictionSignal.find(paraId),
        paras
            .futureCodeUpgrades
            .find(paraId)
            .flatMap(at -> paras.futureCodeHash.find(paraId).map(hash -> Map.entry(at, hash))));
  }

  @Override
  public Optional<BackingState> paraBackingState(int paraId) {
    int maxPovSize = configuration.activeConfig.get().maxPovSize();
    List<BackingState.Pending> pending = new ArrayList<>();
    for (PendingCandidate p : inclusion.pending(paraId)) {
      pending.add(
          new BackingState.Pending(
              p.hash(), p.descriptor(), p.commitments(), p.relayParentNumber(), maxPovSize));
    }
    return backingConstraints(paraId).map(limits -> BackingState.of(limits, pending));
  }
}
