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
import io.braid.runtime.api.parachains.RelayStateKeys;
import io.braid.runtime.api.parachains.SignedBitfield;
import io.braid.runtime.api.parachains.SigningContext;
import io.braid.runtime.api.parachains.UmpSignals;
import io.braid.runtime.api.parachains.ValidityAttestation;
import io.braid.scale.Codecs;
import io.braid.scale.Max;
import io.braid.scale.ScaleWriter;
import io.braid.scale.Unnamed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;

/** From backed to included. */
@Pallet(crate = "polkadot_runtime_parachains::inclusion")
public final class ParaInclusion {
  /** As many candidates of a para wait as it has cores. */
  private static final int MAX_PENDING = 1_000;

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

  /** Candidates pending availability by para: a chain from the latest included head on. */
  public final StorageMap<Integer, @Max(MAX_PENDING) List<PendingCandidate>> v1;

  private final FrameSystem system;
  private final Configuration configuration;
  private final ParasShared shared;
  private final Paras paras;
  private final ParaScheduler scheduler;
  private final Dmp dmp;
  private final Hrmp hrmp;
  private final MessageQueue messages;
  private final CandidateChecks checks;

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
    checks = new CandidateChecks(system.host(), configuration, shared, paras, dmp, hrmp, messages);
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

  /** The candidates of a para that wait, in the order of their blocks. */
  public List<PendingCandidate> pending(int paraId) {
    return v1.get(paraId);
  }

  /** The candidate that occupies a core. */
  public Optional<PendingCandidate> pendingOnCore(int core) {
    return scheduler
        .paraOf(core)
        .flatMap(
            para -> v1.get(para).stream().filter(pending -> pending.core() == core).findFirst());
  }

  /** The head that the next candidate of a para builds on. */
  public Optional<Bytes> latestHead(int paraId) {
    return last(paraId)
        .map(pending -> pending.commitments().headData())
        .or(() -> paras.heads.find(paraId));
  }

  private Optional<PendingCandidate> last(int paraId) {
    List<PendingCandidate> chain = v1.get(paraId);
    return chain.isEmpty() ? Optional.empty() : Optional.of(chain.get(chain.size() - 1));
  }

  private void store(int paraId, List<PendingCandidate> chain) {
    if (chain.isEmpty()) {
      v1.remove(paraId);
    } else {
      v1.set(paraId, chain);
    }
  }

  // Availability

  /** How many of {@code validators} must hold their chunks: more than two thirds. */
  public static int availabilityThreshold(int validators) {
    return validators - Math.max(0, validators - 1) / 3;
  }

  /** Takes candidates off their cores, with all that build on them. */
  private List<PendingCandidate> free(Predicate<PendingCandidate> failed) {
    List<PendingCandidate> freed = new ArrayList<>();
    for (int paraId : paras.parachains.get()) {
      List<PendingCandidate> chain = v1.get(paraId);
      int good = 0;
      while (good < chain.size() && !failed.test(chain.get(good))) {
        good++;
      }
      if (good < chain.size()) {
        freed.addAll(chain.subList(good, chain.size()));
        store(paraId, chain.subList(0, good));
      }
    }
    return freed;
  }

  /** Candidates that were found invalid leave their cores, and so do those that build on them. */
  public List<PendingCandidate> freeDisputed(Predicate<Hash256> invalid) {
    return free(candidate -> invalid.test(candidate.hash()));
  }

  /** Frees the cores of candidates that waited too long, and of those that build on them. */
  public void timeOut() {
    int now = system.number.get();
    int period = configuration.activeConfig.get().schedulerParams().parasAvailabilityPeriod();
    for (PendingCandidate candidate : free(c -> now >= c.backedInNumber() + period)) {
      system.deposit(
          new Event.CandidateTimedOut(
              receipt(candidate.descriptor(), candidate.commitments()),
              candidate.commitments().headData(),
              candidate.core()));
    }
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
   * @param freed what has just left its core: who votes for it does not know yet, and is not heard
   */
  public Available processBitfields(
      List<SignedBitfield> bitfields, Hash256 parent, List<PendingCandidate> freed) {
    List<Bytes> validators = shared.activeValidatorKeys.get();
    SigningContext context = new SigningContext(shared.currentSessionIndex.get(), parent);
    TreeSet<Integer> freedCores = new TreeSet<>();
    freed.forEach(candidate -> freedCores.add(candidate.core()));
    List<SignedBitfield> valid = new ArrayList<>();
    int last = -1;
    for (SignedBitfield signed : bitfields) {
      boolean inOrder =
          signed.validatorIndex() > last && signed.validatorIndex() < validators.size();
      if (inOrder && holds(signed, freedCores, validators, context)) {
        last = signed.validatorIndex();
        valid.add(signed);
      }
    }
    List<Hash256> included = new ArrayList<>();
    for (int paraId : paras.parachains.get()) {
      count(paraId, valid, availabilityThreshold(validators.size()), included);
    }
    return new Available(valid, included);
  }

  private boolean holds(
      SignedBitfield signed,
      TreeSet<Integer> freedCores,
      List<Bytes> validators,
      SigningContext context) {
    Bits bits = signed.payload();
    if (bits.size() != scheduler.coreCount() || freedCores.stream().anyMatch(bits::get)) {
      return false;
    }
    return system
        .host()
        .sr25519Verify(
            signed.signature().unsafeArray(),
            Statements.payload(bits, context).unsafeArray(),
            validators.get(signed.validatorIndex()).unsafeArray());
  }

  /** What is available is enacted when all before it is. */
  private void count(
      int paraId, List<SignedBitfield> bitfields, int threshold, List<Hash256> included) {
    List<PendingCandidate> chain = new ArrayList<>();
    for (PendingCandidate candidate : v1.get(paraId)) {
      PendingCandidate voted = candidate;
      for (SignedBitfield signed : bitfields) {
        if (signed.payload().get(candidate.core())) {
          voted = voted.withVote(signed.validatorIndex());
        }
      }
      chain.add(voted);
    }
    int enacted = 0;
    while (enacted < chain.size() && chain.get(enacted).availabilityVotes().count() >= threshold) {
      enacted++;
    }
    store(paraId, chain.subList(enacted, chain.size()));
    for (PendingCandidate candidate : chain.subList(0, enacted)) {
      enact(candidate);
      included.add(candidate.hash());
    }
  }

  private void enact(PendingCandidate candidate) {
    int paraId = candidate.descriptor().paraId();
    CandidateCommitments commitments = candidate.commitments();
    if (commitments.newValidationCode().isPresent()) {
      paras.scheduleCodeUpgrade(
          paraId,
          commitments.newValidationCode().get(),
          system.number.get(),
          UpgradeStrategy.SET_GO_AHEAD_SIGNAL);
    }
    dmp.prune(paraId, commitments.processedDownwardMessages());
    receiveUpward(paraId, UmpSignals.of(commitments.upwardMessages()).messages());
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

  // Backing

  private Hash256 hash(byte[] data) {
    return Hash256.of(system.host().blake2b256(data));
  }

  private CandidateReceipt receipt(
      CandidateDescriptor descriptor, CandidateCommitments commitments) {
    return new CandidateReceipt(
        descriptor, hash(CandidateCommitmentsCodec.CODEC.encode(commitments)));
  }

  /** Whether commitments are within the limits, whoever made them. */
  public Optional<CandidateRefusal> checkCommitments(int paraId, CandidateCommitments commitments) {
    return checks.commitments(paraId, commitments);
  }

  /** What became of a backed candidate. */
  public sealed interface Processed {
    /**
     * It waits for availability now.
     *
     * @param backed as it counts: without the votes of disabled validators
     * @param votes who signed it
     */
    record Pending(
        BackedCandidate backed,
        CandidateReceipt receipt,
        List<Map.Entry<Integer, ValidityAttestation>> votes)
        implements Processed {}

    record Refused(CandidateRefusal reason) implements Processed {}
  }

  /**
   * Takes a backed candidate in, if everything about it holds. It builds on the last of its para
   * that waits, or on the included head.
   */
  public Processed process(BackedCandidate offered, Predicate<Hash256> disputedInvalid) {
    CommittedCandidateReceipt candidate = offered.candidate();
    CandidateDescriptor descriptor = candidate.descriptor();
    int paraId = descriptor.paraId();
    CandidateReceipt receipt = receipt(descriptor, candidate.commitments());
    Hash256 candidateHash = hash(CandidateReceiptCodec.CODEC.encode(receipt));
    if (disputedInvalid.test(candidateHash)) {
      return new Processed.Refused(new CandidateRefusal.DisputedInvalid(candidateHash));
    }
    Optional<AllowedRelayParents.Found> found =
        shared.allowedRelayParents.get().find(descriptor.relayParent());
    if (found.isEmpty()) {
      return new Processed.Refused(new CandidateRefusal.UnknownRelayParent());
    }
    AllowedRelayParents.Found relayParent = found.get();
    return switch (checks.place(offered, relayParent)) {
      case CandidateChecks.Placed.Refused refused -> new Processed.Refused(refused.reason());
      case CandidateChecks.Placed.On on -> {
        int group = scheduler.groupOf(on.core(), relayParent.number());
        BackedCandidate backed = withoutDisabled(offered, scheduler.members(group));
        Optional<CandidateRefusal> refusal =
            refusal(backed, candidateHash, relayParent, on.core(), group);
        if (refusal.isPresent()) {
          yield new Processed.Refused(refusal.get());
        }
        List<Map.Entry<Integer, ValidityAttestation>> votes =
            votes(backed, scheduler.members(group));
        accept(backed, candidateHash, on.core(), group, relayParent.number(), votes);
        system.deposit(
            new Event.CandidateBacked(
                receipt, candidate.commitments().headData(), on.core(), group));
        yield new Processed.Pending(backed, receipt, votes);
      }
    };
  }

  private Optional<CandidateRefusal> refusal(
      BackedCandidate backed,
      Hash256 candidateHash,
      AllowedRelayParents.Found relayParent,
      int core,
      int group) {
    CommittedCandidateReceipt candidate = backed.candidate();
    int paraId = candidate.descriptor().paraId();
    if (scheduler.paraOf(core).filter(para -> para == paraId).isEmpty()) {
      return Optional.of(new CandidateRefusal.NoCore(paraId));
    }
    if (pendingOnCore(core).isPresent()) {
      return Optional.of(new CandidateRefusal.CoreOccupied(core));
    }
    int latestContext =
        last(paraId)
            .map(PendingCandidate::relayParentNumber)
            .or(() -> paras.mostRecentContext.find(paraId))
            .orElse(0);
    return checks
        .descriptor(candidate, relayParent, latestHead(paraId).orElse(Bytes.EMPTY), latestContext)
        .or(() -> checks.commitments(paraId, candidate.commitments()))
        .or(() -> checks.messages(candidate, relayParent.number()))
        .or(() -> checks.votes(backed, candidateHash, scheduler.members(group), core));
  }

  private static List<Map.Entry<Integer, ValidityAttestation>> votes(
      BackedCandidate backed, List<Integer> members) {
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
  private BackedCandidate withoutDisabled(BackedCandidate backed, List<Integer> members) {
    List<Integer> disabled = shared.disabledValidators();
    if (disabled.isEmpty()) {
      return backed;
    }
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

  private void accept(
      BackedCandidate backed,
      Hash256 hash,
      int core,
      int group,
      int relayParentNumber,
      List<Map.Entry<Integer, ValidityAttestation>> votes) {
    Bits backers = Bits.zeros(shared.activeValidatorKeys.get().size());
    for (Map.Entry<Integer, ValidityAttestation> vote : votes) {
      backers = backers.with(vote.getKey(), true);
    }
    CommittedCandidateReceipt candidate = backed.candidate();
    List<PendingCandidate> chain = new ArrayList<>(pending(candidate.descriptor().paraId()));
    chain.add(
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
            group));
    store(candidate.descriptor().paraId(), chain);
  }
}
