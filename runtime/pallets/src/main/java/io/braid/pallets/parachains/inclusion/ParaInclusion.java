package io.braid.pallets.parachains.inclusion;

import io.braid.frame.Pallet;
import io.braid.frame.PalletContext;
import io.braid.frame.PalletEvent;
import io.braid.frame.storage.Hasher;
import io.braid.frame.storage.StorageMap;
import io.braid.frame.system.FrameSystem;
import io.braid.pallets.messagequeue.MessageOrigin;
import io.braid.pallets.messagequeue.MessageQueue;
import io.braid.pallets.parachains.configuration.Configuration;
import io.braid.pallets.parachains.configuration.HostConfiguration;
import io.braid.pallets.parachains.dmp.Dmp;
import io.braid.pallets.parachains.hrmp.Hrmp;
import io.braid.pallets.parachains.hrmp.OutboundHrmpRefusal;
import io.braid.pallets.parachains.paras.Paras;
import io.braid.pallets.parachains.paras.UpgradeStrategy;
import io.braid.pallets.parachains.scheduler.ParaScheduler;
import io.braid.pallets.parachains.shared.AllowedRelayParents;
import io.braid.pallets.parachains.shared.ParasShared;
import io.braid.primitives.Bits;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.parachains.BackedCandidate;
import io.braid.runtime.api.parachains.CandidateCommitments;
import io.braid.runtime.api.parachains.CandidateCommitmentsCodec;
import io.braid.runtime.api.parachains.CandidateDescriptor;
import io.braid.runtime.api.parachains.CandidateReceipt;
import io.braid.runtime.api.parachains.CandidateReceiptCodec;
import io.braid.runtime.api.parachains.CommittedCandidateReceipt;
import io.braid.runtime.api.parachains.PersistedValidationData;
import io.braid.runtime.api.parachains.PersistedValidationDataCodec;
import io.braid.runtime.api.parachains.RelayStateKeys;
import io.braid.runtime.api.parachains.SignedBitfield;
import io.braid.runtime.api.parachains.SigningContext;
import io.braid.runtime.api.parachains.ValidityAttestation;
import io.braid.scale.Codecs;
import io.braid.scale.Max;
import io.braid.scale.ScaleWriter;
import io.braid.scale.Unnamed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** From backed to included. */
@Pallet(crate = "polkadot_runtime_parachains::inclusion")
public final class ParaInclusion {
  /** One candidate waits at a time until cores can be shared by several. */
  private static final int MAX_PENDING = 8;

  /** What happened to candidates. */
  public sealed interface Event extends PalletEvent {
    /** A candidate was backed: receipt, head, core and group. */
    @Unnamed
    record CandidateBacked(CandidateReceipt receipt, Bytes head, int core, int group)
        implements Event {}

    /** A candidate was included: receipt, head, core and group. */
    @Unnamed
    record CandidateIncluded(CandidateReceipt receipt, Bytes head, int core, int group)
        implements Event {}

    /** A candidate timed out: receipt, head and core. */
    @Unnamed
    record CandidateTimedOut(CandidateReceipt receipt, Bytes head, int core) implements Event {}

    /** Some upward messages have been received and will be processed. */
    record UpwardMessagesReceived(int from, int count) implements Event {}
  }

  /** Candidates pending availability by para. */
  public final StorageMap<Integer, @Max(MAX_PENDING) List<PendingCandidate>> v1;

  private final FrameSystem system;
  private final Configuration configuration;
  private final ParasShared shared;
  private final Paras paras;
  private final ParaScheduler scheduler;
  private final Dmp dmp;
  private final Hrmp hrmp;
  private final MessageQueue messages;

  public ParaInclusion(
      PalletContext context,
      FrameSystem system,
      Configuration configuration,
      ParasShared shared,
      Paras paras,
      ParaScheduler scheduler,
      Dmp dmp,
      Hrmp hrmp,
      MessageQueue messages) {
    this.system = system;
    this.configuration = configuration;
    this.shared = shared;
    this.paras = paras;
    this.scheduler = scheduler;
    this.dmp = dmp;
    this.hrmp = hrmp;
    this.messages = messages;
    v1 =
        context.map(
            "V1",
            Hasher.TWOX_64_CONCAT,
            Codecs.U32,
            Codecs.list(PendingCandidateCodec.CODEC, MAX_PENDING),
            List.of());
  }

  /** Candidates of the old session lose their cores: nobody of the new one holds their chunks. */
  public void onNewSession() {
    paras.parachains.get().forEach(v1::remove);
  }

  public Optional<PendingCandidate> pending(int paraId) {
    List<PendingCandidate> waiting = v1.get(paraId);
    return waiting.isEmpty() ? Optional.empty() : Optional.of(waiting.get(0));
  }

  private Optional<PendingCandidate> pendingOnCore(int core) {
    return scheduler.paraOf(core).flatMap(this::pending);
  }

  // Availability

  /** How many of {@code validators} must hold their chunks: more than two thirds. */
  public static int availabilityThreshold(int validators) {
    return validators - Math.max(0, validators - 1) / 3;
  }

  /** Candidates that were found invalid leave their cores. */
  public List<PendingCandidate> freeDisputed(Predicate<Hash256> invalid) {
    List<PendingCandidate> freed = new ArrayList<>();
    for (int paraId : paras.parachains.get()) {
      Optional<PendingCandidate> candidate = pending(paraId);
      if (candidate.isPresent() && invalid.test(candidate.get().hash())) {
        v1.remove(paraId);
        freed.add(candidate.get());
      }
    }
    return freed;
  }

  /**
   * What bitfields did.
   *
   * @param counted those that count: at most one per validator, in ascending order, all valid
   * @param included the hashes of the candidates that were enacted
   */
  public record Available(List<SignedBitfield> counted, List<Hash256> included) {}

  /**
   * Counts the votes of bitfields, and enacts what is now available.
   *
   * @param parent of the block in progress, which the signatures are about
   */
  public Available processBitfields(List<SignedBitfield> bitfields, Hash256 parent) {
    List<Bytes> validators = shared.activeValidatorKeys.get();
    SigningContext context = new SigningContext(shared.currentSessionIndex.get(), parent);
    int cores = scheduler.coreCount();
    List<SignedBitfield> valid = new ArrayList<>();
    int last = -1;
    for (SignedBitfield signed : bitfields) {
      boolean inOrder =
          signed.validatorIndex() > last && signed.validatorIndex() < validators.size();
      if (inOrder && bitfieldHolds(signed, cores, validators, context)) {
        last = signed.validatorIndex();
        valid.add(signed);
        vote(signed);
      }
    }
    List<Hash256> included = new ArrayList<>();
    for (int core = 0; core < cores; core++) {
      Optional<PendingCandidate> candidate = pendingOnCore(core);
      if (candidate.isPresent()
          && candidate.get().availabilityVotes().count()
              >= availabilityThreshold(validators.size())) {
        enact(candidate.get());
        included.add(candidate.get().hash());
      }
    }
    return new Available(valid, included);
  }

  private boolean bitfieldHolds(
      SignedBitfield signed, int cores, List<Bytes> validators, SigningContext context) {
    Bits bits = signed.payload();
    if (bits.size() != cores) {
      return false;
    }
    for (int core = 0; core < cores; core++) {
      if (bits.get(core) && pendingOnCore(core).isEmpty()) {
        return false;
      }
    }
    return system
        .host()
        .sr25519Verify(
            signed.signature().unsafeArray(),
            Statements.payload(bits, context).unsafeArray(),
            validators.get(signed.validatorIndex()).unsafeArray());
  }

  private void vote(SignedBitfield signed) {
    for (int core = 0; core < signed.payload().size(); core++) {
      if (signed.payload().get(core)) {
        PendingCandidate candidate = pendingOnCore(core).orElseThrow();
        v1.set(
            candidate.descriptor().paraId(), List.of(candidate.withVote(signed.validatorIndex())));
      }
    }
  }

  private void enact(PendingCandidate candidate) {
    int paraId = candidate.descriptor().paraId();
    CandidateCommitments commitments = candidate.commitments();
    v1.remove(paraId);
    if (commitments.newValidationCode().isPresent()) {
      paras.scheduleCodeUpgrade(
          paraId,
          commitments.newValidationCode().get(),
          system.number.get(),
          UpgradeStrategy.SET_GO_AHEAD_SIGNAL);
    }
    dmp.prune(paraId, commitments.processedDownwardMessages());
    receiveUpward(paraId, commitments.upwardMessages());
    hrmp.prune(paraId, commitments.hrmpWatermark());
    hrmp.queue(paraId, commitments.horizontalMessages());
    system.deposit(
        new Event.CandidateIncluded(
            receipt(candidate.descriptor(), commitments),
            commitments.headData(),
            candidate.core(),
            candidate.backingGroup()));
    paras.noteNewHead(paraId, commitments.headData(), candidate.relayParentNumber());
  }

  private void receiveUpward(int paraId, List<Bytes> upward) {
    if (upward.isEmpty()) {
      return;
    }
    MessageOrigin origin = new MessageOrigin.Ump(paraId);
    upward.forEach(message -> messages.enqueue(origin, message));
    system.deposit(new Event.UpwardMessagesReceived(paraId, upward.size()));
  }

  /** Publishes, for parachains to read by proof, how many upward messages still fit. */
  public void publishCapacity() {
    HostConfiguration limits = configuration.activeConfig.get();
    RelayStateKeys keys = new RelayStateKeys(system.host());
    for (int paraId : paras.parachains.get()) {
      MessageQueue.Size used = messages.size(new MessageOrigin.Ump(paraId));
      system
          .host()
          .set(
              keys.relayDispatchQueueRemainingCapacity(paraId),
              new ScaleWriter(8)
                  .u32(Math.max(0, limits.maxUpwardQueueCount() - used.count()))
                  .u32(Math.max(0, limits.maxUpwardQueueSize() - used.bytes()))
                  .toBytes());
    }
  }

  /** Frees the cores of candidates that waited too long. */
  public void timeOut() {
    int now = system.number.get();
    int period = configuration.activeConfig.get().schedulerParams().parasAvailabilityPeriod();
    for (int paraId : paras.parachains.get()) {
      Optional<PendingCandidate> candidate = pending(paraId);
      if (candidate.isPresent() && now >= candidate.get().backedInNumber() + period) {
        v1.remove(paraId);
        system.deposit(
            new Event.CandidateTimedOut(
                receipt(candidate.get().descriptor(), candidate.get().commitments()),
                candidate.get().commitments().headData(),
                candidate.get().core()));
      }
    }
  }

  // Backing

  private Hash256 hash(byte[] data) {
    return Hash256.of(system.host().blake2b256(data));
  }

  private CandidateReceipt receipt(
      CandidateDescriptor descriptor, CandidateCommitments commitments) {
    return new CandidateReceipt(
        descriptor, hash(CandidateCommitmentsCodec.CODEC.encode(commitments)));
  }

  /** What became of a backed candidate. */
  public sealed interface Processed {
    /**
     * It waits for availability now.
     *
     * @param votes who signed it
     */
    record Pending(CandidateReceipt receipt, List<Map.Entry<Integer, ValidityAttestation>> votes)
        implements Processed {}

    record Refused(CandidateRefusal reason) implements Processed {}
  }

  /** Takes a backed candidate in, if everything about it holds. */
  public Processed process(BackedCandidate backed, Predicate<Hash256> disputedInvalid) {
    CandidateReceipt receipt =
        receipt(backed.candidate().descriptor(), backed.candidate().commitments());
    Hash256 hash = hash(CandidateReceiptCodec.CODEC.encode(receipt));
    Optional<CandidateRefusal> refusal =
        disputedInvalid.test(hash)
            ? Optional.of(new CandidateRefusal.DisputedInvalid(hash))
            : takeIn(backed, receipt, hash);
    return refusal.isPresent()
        ? new Processed.Refused(refusal.get())
        : new Processed.Pending(receipt, votes(backed, pending(paraOf(backed)).orElseThrow()));
  }

  private static int paraOf(BackedCandidate backed) {
    return backed.candidate().descriptor().paraId();
  }

  private List<Map.Entry<Integer, ValidityAttestation>> votes(
      BackedCandidate backed, PendingCandidate pending) {
    List<Integer> members = scheduler.members(pending.backingGroup());
    List<Map.Entry<Integer, ValidityAttestation>> votes = new ArrayList<>();
    for (int i = 0; i < members.size(); i++) {
      if (backed.validatorIndices().get(i)) {
        votes.add(Map.entry(members.get(i), backed.validityVotes().get(votes.size())));
      }
    }
    return votes;
  }

  /**
   * The candidate without the votes of disabled validators, whom nobody believes: if enough others
   * have signed it, they alone back it.
   */
  public BackedCandidate withoutDisabled(BackedCandidate backed) {
    List<Integer> disabled = shared.disabledValidators();
    Optional<AllowedRelayParents.Found> relayParent =
        shared.allowedRelayParents.get().find(backed.candidate().descriptor().relayParent());
    Optional<Integer> core = scheduler.coreOf(paraOf(backed));
    if (disabled.isEmpty() || relayParent.isEmpty() || core.isEmpty()) {
      return backed;
    }
    List<Integer> members =
        scheduler.members(scheduler.groupOf(core.get(), relayParent.get().number()));
    Bits bits = backed.validatorIndices();
    List<ValidityAttestation> votes = new ArrayList<>();
    int next = 0;
    for (int i = 0; i < Math.min(members.size(), backed.validatorIndices().size()); i++) {
      if (!backed.validatorIndices().get(i) || next >= backed.validityVotes().size()) {
        continue;
      }
      ValidityAttestation vote = backed.validityVotes().get(next++);
      if (disabled.contains(members.get(i))) {
        bits = bits.with(i, false);
      } else {
        votes.add(vote);
      }
    }
    return new BackedCandidate(backed.candidate(), votes, bits);
  }

  private Optional<CandidateRefusal> takeIn(
      BackedCandidate backed, CandidateReceipt receipt, Hash256 candidateHash) {
    CommittedCandidateReceipt candidate = backed.candidate();
    CandidateDescriptor descriptor = candidate.descriptor();
    Optional<AllowedRelayParents.Found> relayParent =
        shared.allowedRelayParents.get().find(descriptor.relayParent());
    if (relayParent.isEmpty()) {
      return Optional.of(new CandidateRefusal.UnknownRelayParent());
    }
    Optional<Integer> core = scheduler.coreOf(descriptor.paraId());
    if (core.isEmpty()) {
      return Optional.of(new CandidateRefusal.NoCore(descriptor.paraId()));
    }
    if (core.get() != descriptor.coreIndex()) {
      return Optional.of(new CandidateRefusal.WrongCore(core.get(), descriptor.coreIndex()));
    }
    if (pending(descriptor.paraId()).isPresent()) {
      return Optional.of(new CandidateRefusal.CoreOccupied(core.get()));
    }
    Optional<CandidateRefusal> refusal =
        checkDescriptor(candidate, relayParent.get())
            .or(() -> checkCommitments(descriptor.paraId(), candidate.commitments()))
            .or(() -> checkMessages(candidate, relayParent.get().number()));
    if (refusal.isPresent()) {
      return refusal;
    }
    int group = scheduler.groupOf(core.get(), relayParent.get().number());
    refusal = checkVotes(backed, candidateHash, group);
    if (refusal.isPresent()) {
      return refusal;
    }
    accept(backed, candidateHash, core.get(), group, relayParent.get().number());
    system.deposit(
        new Event.CandidateBacked(receipt, candidate.commitments().headData(), core.get(), group));
    return Optional.empty();
  }

  private void accept(
      BackedCandidate backed, Hash256 hash, int core, int group, int relayParentNumber) {
    int validators = shared.activeValidatorKeys.get().size();
    List<Integer> members = scheduler.members(group);
    Bits backers = Bits.zeros(validators);
    for (int i = 0; i < members.size(); i++) {
      if (backed.validatorIndices().get(i)) {
        backers = backers.with(members.get(i), true);
      }
    }
    CommittedCandidateReceipt candidate = backed.candidate();
    v1.set(
        candidate.descriptor().paraId(),
        List.of(
            new PendingCandidate(
                core,
                hash,
                candidate.descriptor(),
                candidate.commitments(),
                // Who backed it has the whole of it, and so its own chunk.
                backers,
                backers,
                relayParentNumber,
                system.number.get(),
                group)));
  }

  private Optional<CandidateRefusal> checkDescriptor(
      CommittedCandidateReceipt candidate, AllowedRelayParents.Found relayParent) {
    CandidateDescriptor descriptor = candidate.descriptor();
    int session = shared.currentSessionIndex.get();
    if (descriptor.sessionIndex() != session) {
      return Optional.of(new CandidateRefusal.WrongSession(session, descriptor.sessionIndex()));
    }
    Bytes parentHead = paras.heads.find(descriptor.paraId()).orElse(Bytes.EMPTY);
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
  public Optional<CandidateRefusal> checkCommitments(int paraId, CandidateCommitments commitments) {
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
    List<Bytes> upward = commitments.upwardMessages();
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

  private Optional<CandidateRefusal> checkMessages(
      CommittedCandidateReceipt candidate, int relayParentNumber) {
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

  private Optional<CandidateRefusal> checkVotes(
      BackedCandidate backed, Hash256 candidateHash, int group) {
    List<Integer> members = scheduler.members(group);
    Bits bits = backed.validatorIndices();
    List<ValidityAttestation> votes = backed.validityVotes();
    if (bits.size() != members.size()) {
      return Optional.of(new CandidateRefusal.WrongGroupSize(members.size(), bits.size()));
    }
    int needed = Math.min(members.size(), configuration.activeConfig.get().minimumBackingVotes());
    if (bits.count() < needed || bits.count() != votes.size()) {
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
          system
              .host()
              .sr25519Verify(
                  vote.signature().unsafeArray(),
                  Statements.payload(vote, candidateHash, context).unsafeArray(),
                  validators.get(members.get(i)).unsafeArray());
      if (!valid) {
        return Optional.of(new CandidateRefusal.BadSignature(members.get(i)));
      }
    }
    return Optional.empty();
  }
}
