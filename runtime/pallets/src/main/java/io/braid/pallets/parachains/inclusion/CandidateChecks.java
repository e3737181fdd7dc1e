package io.braid.pallets.parachains.inclusion;

import io.braid.pallets.messagequeue.MessageOrigin;
import io.braid.pallets.messagequeue.MessageQueue;
import io.braid.pallets.parachains.configuration.Configuration;
import io.braid.pallets.parachains.configuration.HostConfiguration;
import io.braid.pallets.parachains.dmp.Dmp;
import io.braid.pallets.parachains.hrmp.Hrmp;
import io.braid.pallets.parachains.hrmp.OutboundHrmpRefusal;
import io.braid.pallets.parachains.paras.Paras;
import io.braid.pallets.parachains.shared.AllowedRelayParents;
import io.braid.pallets.parachains.shared.ParasShared;
import io.braid.primitives.Bits;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.Host;
import io.braid.runtime.api.parachains.BackedCandidate;
import io.braid.runtime.api.parachains.CandidateCommitments;
import io.braid.runtime.api.parachains.CandidateDescriptor;
import io.braid.runtime.api.parachains.CommittedCandidateReceipt;
import io.braid.runtime.api.parachains.PersistedValidationData;
import io.braid.runtime.api.parachains.PersistedValidationDataCodec;
import io.braid.runtime.api.parachains.SigningContext;
import io.braid.runtime.api.parachains.UmpSignal;
import io.braid.runtime.api.parachains.UmpSignals;
import io.braid.runtime.api.parachains.ValidityAttestation;
import java.util.List;
import java.util.Optional;

/** What must hold of a candidate before it is backed. Every check answers what is wrong. */
final class CandidateChecks {
  private final Host host;
  private final Configuration configuration;
  private final ParasShared shared;
  private final Paras paras;
  private final Dmp dmp;
  private final Hrmp hrmp;
  private final MessageQueue messages;

  CandidateChecks(
      Host host,
      Configuration configuration,
      ParasShared shared,
      Paras paras,
      Dmp dmp,
      Hrmp hrmp,
      MessageQueue messages) {
    this.host = host;
    this.configuration = configuration;
    this.shared = shared;
    this.paras = paras;
    this.dmp = dmp;
    this.hrmp = hrmp;
    this.messages = messages;
  }

  private Hash256 hash(byte[] data) {
    return Hash256.of(host.blake2b256(data));
  }

  /**
   * The core of a candidate: what its descriptor says, and its parachain by a signal, must be one
   * of the para's. Descriptors of version 1 say nothing: they need a para with one core.
   */
  Placed place(BackedCandidate backed, AllowedRelayParents.Found relayParent) {
    CandidateDescriptor descriptor = backed.candidate().descriptor();
    int paraId = descriptor.paraId();
    UmpSignals signals = UmpSignals.of(backed.candidate().commitments().upwardMessages());
    List<Integer> cores = relayParent.cores(paraId, 0);
    if (descriptor.isVersion1()) {
      if (signals.any()) {
        return new Placed.Refused(new CandidateRefusal.Signals());
      }
      return cores.size() == 1
          ? new Placed.On(cores.get(0))
          : new Placed.Refused(new CandidateRefusal.NoCore(paraId));
    }
    if (descriptor.version() != 0) {
      return new Placed.Refused(new CandidateRefusal.UnknownVersion(descriptor.version()));
    }
    if (!signals.wellFormed()) {
      return new Placed.Refused(new CandidateRefusal.Signals());
    }
    int offset = signals.selectCore().map(UmpSignal.SelectCore::claimQueueOffset).orElse(0);
    List<Integer> assigned = relayParent.cores(paraId, offset);
    if (assigned.isEmpty()) {
      return new Placed.Refused(new CandidateRefusal.NoCore(paraId));
    }
    int core = descriptor.coreIndex();
    int expected =
        signals
            .selectCore()
            .map(select -> assigned.get(select.coreSelector() % assigned.size()))
            .orElse(assigned.contains(core) ? core : assigned.get(0));
    return core == expected
        ? new Placed.On(core)
        : new Placed.Refused(new CandidateRefusal.WrongCore(expected, core));
  }

  /** Where a candidate goes. */
  sealed interface Placed {
    record On(int core) implements Placed {}

    record Refused(CandidateRefusal reason) implements Placed {}
  }

  /**
   * @param parentHead of the block that it builds on
   * @param latestContext the relay parent of that block
   */
  Optional<CandidateRefusal> descriptor(
      CommittedCandidateReceipt candidate,
      AllowedRelayParents.Found relayParent,
      Bytes parentHead,
      int latestContext) {
    CandidateDescriptor descriptor = candidate.descriptor();
    int session = shared.currentSessionIndex.get();
    if (!descriptor.isVersion1() && descriptor.sessionIndex() != session) {
      return Optional.of(new CandidateRefusal.WrongSession(session, descriptor.sessionIndex()));
    }
    if (relayParent.number() < latestContext) {
      return Optional.of(new CandidateRefusal.OldRelayParent(latestContext, relayParent.number()));
    }
    PersistedValidationData data =
        new PersistedValidationData(
            parentHead,
            relayParent.number(),
            relayParent.stateRoot(),
            configuration.activeConfig.get().maxPovSize());
    if (!hash(PersistedValidationDataCodec.CODEC.encode(data))
        .equals(descriptor.persistedValidationDataHash())) {
      return Optional.of(new CandidateRefusal.WrongValidationData());
    }
    if (paras
        .currentCodeHash
        .find(descriptor.paraId())
        .filter(descriptor.validationCodeHash()::equals)
        .isEmpty()) {
      return Optional.of(new CandidateRefusal.WrongCode());
    }
    if (!hash(candidate.commitments().headData().unsafeArray()).equals(descriptor.paraHead())) {
      return Optional.of(new CandidateRefusal.WrongHead());
    }
    return Optional.empty();
  }

  /** Whether commitments are within the limits, whoever made them. */
  Optional<CandidateRefusal> commitments(int paraId, CandidateCommitments commitments) {
    HostConfiguration limits = configuration.activeConfig.get();
    int headSize = commitments.headData().size();
    if (headSize > limits.maxHeadDataSize()) {
      return Optional.of(new CandidateRefusal.HeadTooLarge(headSize, limits.maxHeadDataSize()));
    }
    if (commitments.newValidationCode().isPresent()) {
      int codeSize = commitments.newValidationCode().get().size();
      if (codeSize > limits.maxCodeSize()) {
        return Optional.of(new CandidateRefusal.CodeTooLarge(codeSize, limits.maxCodeSize()));
      }
      if (!paras.canUpgrade(paraId)) {
        return Optional.of(new CandidateRefusal.PrematureUpgrade());
      }
    }
    MessageQueue.Size queued = messages.size(new MessageOrigin.Ump(paraId));
    List<Bytes> upward = UmpSignals.of(commitments.upwardMessages()).messages();
    int bytes = queued.bytes();
    boolean tooLarge = false;
    for (Bytes message : upward) {
      tooLarge |= message.size() > limits.maxUpwardMessageSize();
      bytes += message.size();
    }
    if (tooLarge
        || upward.size() > limits.maxUpwardMessageNumPerCandidate()
        || queued.count() + upward.size() > limits.maxUpwardQueueCount()
        || bytes > limits.maxUpwardQueueSize()) {
      return Optional.of(new CandidateRefusal.UpwardMessages(upward.size()));
    }
    return Optional.empty();
  }

  Optional<CandidateRefusal> messages(CommittedCandidateReceipt candidate, int relayParentNumber) {
    int paraId = candidate.descriptor().paraId();
    CandidateCommitments commitments = candidate.commitments();
    if (!dmp.acceptable(paraId, relayParentNumber, commitments.processedDownwardMessages())) {
      return Optional.of(
          new CandidateRefusal.DownwardMessages(commitments.processedDownwardMessages()));
    }
    if (!hrmp.acceptableWatermark(paraId, relayParentNumber, commitments.hrmpWatermark())) {
      return Optional.of(new CandidateRefusal.Watermark(commitments.hrmpWatermark()));
    }
    Optional<OutboundHrmpRefusal> outbound = hrmp.check(paraId, commitments.horizontalMessages());
    return outbound.map(CandidateRefusal.OutboundMessages::new);
  }

  /**
   * @param members of the group that backs the core
   */
  Optional<CandidateRefusal> votes(
      BackedCandidate backed, Hash256 candidateHash, List<Integer> members, int core) {
    Bits bits = backed.validatorIndices();
    List<ValidityAttestation> votes = backed.validityVotes();
    if (bits.size() != members.size() && bits.size() != members.size() + 8) {
      return Optional.of(new CandidateRefusal.WrongGroupSize(members.size(), bits.size()));
    }
    if (bits.size() > members.size() && injectedCore(bits, members.size()) != core) {
      return Optional.of(new CandidateRefusal.WrongCore(core, injectedCore(bits, members.size())));
    }
    int count = 0;
    for (int i = 0; i < members.size(); i++) {
      count += bits.get(i) ? 1 : 0;
    }
    int needed = Math.min(members.size(), configuration.activeConfig.get().minimumBackingVotes());
    if (count < needed || count != votes.size()) {
      return Optional.of(new CandidateRefusal.TooFewVotes(needed, votes.size()));
    }
    List<Bytes> validators = shared.activeValidatorKeys.get();
    SigningContext context =
        new SigningContext(
            shared.currentSessionIndex.get(), backed.candidate().descriptor().relayParent());
    int next = 0;
    for (int i = 0; i < members.size(); i++) {
      if (!bits.get(i)) {
        continue;
      }
      ValidityAttestation vote = votes.get(next++);
      boolean valid =
          host.sr25519Verify(
              vote.signature().unsafeArray(),
              Statements.payload(vote, candidateHash, context).unsafeArray(),
              validators.get(members.get(i)).unsafeArray());
      if (!valid) {
        return Optional.of(new CandidateRefusal.BadSignature(members.get(i)));
      }
    }
    return Optional.empty();
  }

  /** The core that stands in 8 bits behind those of the group. */
  private static int injectedCore(Bits bits, int groupSize) {
    int core = 0;
    for (int i = 0; i < 8; i++) {
      core |= bits.get(groupSize + i) ? 1 << i : 0;
    }
    return core;
  }
}
