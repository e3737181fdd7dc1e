package io.braid.pallets.parachains.inherents;

import static io.braid.frame.DispatchFailure.ensure;

import io.braid.frame.Call;
import io.braid.frame.DispatchFailure;
import io.braid.frame.Dispatchable;
import io.braid.frame.Hooks;
import io.braid.frame.Origin;
import io.braid.frame.Pallet;
import io.braid.frame.PalletContext;
import io.braid.frame.PalletError;
import io.braid.frame.PostDispatch;
import io.braid.frame.ProvidesInherent;
import io.braid.frame.Unbounded;
import io.braid.frame.executive.InvalidBlock;
import io.braid.frame.storage.StorageValue;
import io.braid.frame.system.FrameSystem;
import io.braid.pallets.parachains.configuration.Configuration;
import io.braid.pallets.parachains.disputes.ParasDisputes;
import io.braid.pallets.parachains.inclusion.ParaInclusion;
import io.braid.pallets.parachains.paras.Paras;
import io.braid.pallets.parachains.scheduler.ParaScheduler;
import io.braid.pallets.parachains.shared.ParasShared;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.DispatchClass;
import io.braid.runtime.api.HeaderCodec;
import io.braid.runtime.api.Host;
import io.braid.runtime.api.InherentData;
import io.braid.runtime.api.Weight;
import io.braid.runtime.api.parachains.BackedCandidate;
import io.braid.runtime.api.parachains.CandidateReceipt;
import io.braid.runtime.api.parachains.DisputeStatementSet;
import io.braid.runtime.api.parachains.ParachainsInherentData;
import io.braid.runtime.api.parachains.ParachainsInherentDataCodec;
import io.braid.runtime.api.parachains.ScrapedOnChainVotes;
import io.braid.runtime.api.parachains.ScrapedOnChainVotesCodec;
import io.braid.runtime.api.parachains.ValidityAttestation;
import io.braid.scale.Codecs;
import io.braid.scale.Codecs.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The parachains inherent. An author's node offers everything it has; what would not hold is left
 * out when the inherent is made, so that a block never fails because of somebody else's message.
 */
@Pallet(crate = "polkadot_runtime_parachains::paras_inherent")
public final class ParaInherent implements Hooks, ProvidesInherent {
  private static final String IDENTIFIER = "parachn0";

  /** Why the whole block is wrong. */
  public enum Error implements PalletError {
    /** Inclusion inherent called more than once per block. */
    TOO_MANY_INCLUSION_INHERENTS,
    /** The hash of the submitted parent header doesn't correspond to the saved block hash. */
    INVALID_PARENT_HEADER,
    /** The data given to the inherent was filtered during execution: it holds something invalid. */
    INHERENT_DATA_FILTERED_DURING_EXECUTION
  }

  /** Whether the paras inherent was included within this block. */
  final StorageValue<Unit> included;

  /** Scraped on chain data for extracting resolved disputes as well as backing votes. */
  @Unbounded public final StorageValue<ScrapedOnChainVotes> onChainVotes;

  private final FrameSystem system;
  private final Configuration configuration;
  private final ParasShared shared;
  private final Paras paras;
  private final ParaScheduler scheduler;
  private final ParaInclusion inclusion;
  private final ParasDisputes disputes;

  public ParaInherent(
      PalletContext context,
      FrameSystem system,
      Configuration configuration,
      ParasShared shared,
      Paras paras,
      ParaScheduler scheduler,
      ParaInclusion inclusion,
      ParasDisputes disputes) {
    this.system = system;
    this.configuration = configuration;
    this.shared = shared;
    this.paras = paras;
    this.scheduler = scheduler;
    this.inclusion = inclusion;
    this.disputes = disputes;
    included = context.optionalValue("Included", Codecs.UNIT);
    onChainVotes = context.optionalValue("OnChainVotes", ScrapedOnChainVotesCodec.CODEC);
  }

  /** Enters the paras inherent: bitfields, backed candidates and disputes. */
  @Dispatchable(index = 0, weight = "enterWeight", dispatchClass = DispatchClass.MANDATORY)
  PostDispatch enter(Origin origin, ParachainsInherentData data) throws DispatchFailure {
    origin.ensureNone();
    ensure(!included.exists(), Error.TOO_MANY_INCLUSION_INHERENTS);
    included.set(Unit.UNIT);
    ensure(parentHolds(data), Error.INVALID_PARENT_HEADER);
    ensure(process(data).equals(data), Error.INHERENT_DATA_FILTERED_DURING_EXECUTION);
    return PostDispatch.FREE;
  }

  Weight enterWeight(ParachainsInherentData data) {
    return DisputeBudget.cost(data.disputes()).add(new Weight(100_000_000_000L, 200_000));
  }

  private boolean parentHolds(ParachainsInherentData data) {
    byte[] hash = system.host().blake2b256(HeaderCodec.CODEC.encode(data.parentHeader()));
    return Hash256.of(hash).equals(system.parentHash.get());
  }

  /** Does all that holds, and gives what did. */
  private ParachainsInherentData process(ParachainsInherentData data) {
    Hash256 parent = system.parentHash.get();
    shared.noteRelayParent(
        parent,
        data.parentHeader().stateRoot(),
        system.number.get() - 1,
        scheduler.claimQueue.get(),
        configuration.activeConfig.get().asyncBackingParams().allowedAncestryLen());
    int session = shared.currentSessionIndex.get();
    List<DisputeStatementSet> votes = importDisputes(data.disputes());
    onChainVotes.set(
        new ScrapedOnChainVotes(
            session,
            onChainVotes
                .find()
                .map(ScrapedOnChainVotes::backingValidatorsPerCandidate)
                .orElse(List.of()),
            votes));
    if (disputes.isFrozen()) {
      // What this chain has included is invalid: whatever comes after will be undone.
      return new ParachainsInherentData(List.of(), List.of(), votes, data.parentHeader());
    }
    ParaInclusion.Available available =
        inclusion.processBitfields(
            data.bitfields(),
            parent,
            inclusion.freeDisputed(hash -> disputes.concludedInvalid(session, hash)));
    available.included().forEach(hash -> disputes.noteIncluded(session, hash));
    inclusion.timeOut();
    scheduler.advanceClaimQueue(core -> inclusion.pendingOnCore(core).isPresent());
    List<BackedCandidate> candidates = takeIn(data.backedCandidates(), session, votes);
    inclusion.publishCapacity();
    return new ParachainsInherentData(available.counted(), candidates, votes, data.parentHeader());
  }

  /** Backs what holds, leaves out what does not, and publishes who signed. */
  private List<BackedCandidate> takeIn(
      List<BackedCandidate> offered, int session, List<DisputeStatementSet> votes) {
    List<BackedCandidate> taken = new ArrayList<>();
    List<Map.Entry<CandidateReceipt, List<Map.Entry<Integer, ValidityAttestation>>>> backings =
        new ArrayList<>();
    for (BackedCandidate candidate : offered) {
      switch (inclusion.process(candidate, hash -> disputes.concludedInvalid(session, hash))) {
        case ParaInclusion.Processed.Pending pending -> {
          taken.add(pending.backed());
          backings.add(Map.entry(pending.receipt(), pending.votes()));
        }
        case ParaInclusion.Processed.Refused refused ->
            warn(
                "candidate of parachain "
                    + candidate.candidate().descriptor().paraId()
                    + " left out: "
                    + refused.reason());
      }
    }
    onChainVotes.set(new ScrapedOnChainVotes(session, backings, votes));
    return taken;
  }

  private void warn(String line) {
    system.host().log(Host.LogLevel.WARN, "parachains", line);
  }

  /**
   * Imports the votes that are new and right, as many as a block can carry, the most urgent
   * disputes first.
   */
  private List<DisputeStatementSet> importDisputes(List<DisputeStatementSet> offered) {
    DisputeBudget budget = DisputeBudget.of(system.config());
    List<DisputeStatementSet> imported = new ArrayList<>();
    for (DisputeStatementSet set : disputes.sorted(offered)) {
      // Wrong votes cost time too, so they count whether they hold or not.
      Optional<DisputeBudget> left = budget.without(set);
      if (left.isEmpty()) {
        continue;
      }
      budget = left.get();
      Optional<DisputeStatementSet> checked = disputes.filter(set);
      if (checked.isPresent() && counts(checked.get())) {
        imported.add(checked.get());
      }
    }
    return imported;
  }

  private boolean counts(DisputeStatementSet set) {
    try {
      disputes.importChecked(set);
      return true;
    } catch (DispatchFailure refused) {
      warn("votes about candidate " + set.candidateHash() + " left out: " + refused.getMessage());
      return false;
    }
  }

  @Override
  public void onFinalize(int number) {
    if (included.take().isEmpty() && required()) {
      throw new InvalidBlock("expected the parachains inherent in the block, found none");
    }
  }

  @Override
  public Optional<Call> createInherent(InherentData data) {
    Optional<ParachainsInherentData> offered =
        data.find(IDENTIFIER, ParachainsInherentDataCodec.CODEC);
    if (offered.isEmpty() || !parentHolds(offered.get())) {
      return Optional.empty();
    }
    Host host = system.host();
    host.startTransaction();
    ParachainsInherentData holds = process(offered.get());
    host.rollbackTransaction();
    return Optional.of(new ParaInherentCall.Enter(holds));
  }

  @Override
  public boolean isInherent(Call call) {
    return call instanceof ParaInherentCall.Enter;
  }

  /** A relay chain without parachains does without the inherent. */
  @Override
  public boolean required() {
    return !paras.parachains.get().isEmpty();
  }
}
