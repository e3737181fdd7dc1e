package io.braid.pallets.beefy;

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
import io.braid.frame.executive.ValidatesUnsigned;
import io.braid.frame.extension.TransactionRefused;
import io.braid.frame.storage.Hasher;
import io.braid.frame.storage.StorageMap;
import io.braid.frame.storage.StorageValue;
import io.braid.frame.system.FrameSystem;
import io.braid.pallets.historical.EquivocationReports;
import io.braid.pallets.offences.Offence;
import io.braid.pallets.offences.Offender;
import io.braid.pallets.session.KeyType;
import io.braid.pallets.session.KeysOf;
import io.braid.pallets.session.SessionHandler;
import io.braid.primitives.AccountId;
import io.braid.primitives.Bytes;
import io.braid.primitives.Perbill;
import io.braid.runtime.api.DigestItem;
import io.braid.runtime.api.TransactionSource;
import io.braid.runtime.api.ValidTransaction;
import io.braid.runtime.api.beefy.BeefyApi;
import io.braid.runtime.api.beefy.BeefyConsensusLog;
import io.braid.runtime.api.beefy.BeefyConsensusLogCodec;
import io.braid.runtime.api.beefy.BeefyValidatorSet;
import io.braid.runtime.api.beefy.Commitment;
import io.braid.runtime.api.beefy.DoubleVotingProof;
import io.braid.runtime.api.beefy.ForkVotingProof;
import io.braid.runtime.api.beefy.FutureBlockVotingProof;
import io.braid.runtime.api.beefy.OpaqueForkVotingProof;
import io.braid.runtime.api.mmr.AncestryProof;
import io.braid.runtime.api.mmr.AncestryProofCodec;
import io.braid.runtime.api.session.MembershipProof;
import io.braid.scale.Codec;
import io.braid.scale.Codecs;
import io.braid.scale.Decoded;
import io.braid.scale.Max;
import io.braid.scale.ScaleWriter;
import io.braid.scale.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.IntSupplier;

/** BEEFY's validators. */
@Pallet
public final class Beefy implements Hooks, BeefyApi, SessionHandler, ValidatesUnsigned {
  /** Why a call is refused. */
  public enum Error implements PalletError {
    /** A key ownership proof provided as part of an equivocation report is invalid. */
    INVALID_KEY_OWNERSHIP_PROOF,
    /** A double voting proof provided as part of an equivocation report is invalid. */
    INVALID_DOUBLE_VOTING_PROOF,
    /** A fork voting proof provided as part of an equivocation report is invalid. */
    INVALID_FORK_VOTING_PROOF,
    /** A future block voting proof provided as part of an equivocation report is invalid. */
    INVALID_FUTURE_BLOCK_VOTING_PROOF,
    /** The session of the equivocation proof is invalid. */
    INVALID_EQUIVOCATION_PROOF_SESSION,
    /** The session of the equivocation proof is not in the mapping (anymore). */
    INVALID_EQUIVOCATION_PROOF_SESSION_MEMBER,
    /** A given equivocation report is valid but already previously reported. */
    DUPLICATE_OFFENCE_REPORT,
    /** Submitted configuration is invalid. */
    INVALID_CONFIGURATION
  }

  private static final String EQUIVOCATION = "beefy:equivocati";
  private static final int MAX_AUTHORITIES = 100_000;
  private static final int KEY_SIZE = 33;

  /** As many sessions as offenders can be named for. */
  private static final long MAX_SET_ID_SESSION_ENTRIES =
      io.braid.pallets.historical.Historical.SESSIONS_KEPT;

  /** The current authorities set. */
  public final StorageValue<@Max(MAX_AUTHORITIES) List<@Size(KEY_SIZE) Bytes>> authorities;

  /** The current validator set id. */
  public final StorageValue<Long> validatorSetId;

  /** Authorities set scheduled to be used with the next session. */
  public final StorageValue<@Max(MAX_AUTHORITIES) List<@Size(KEY_SIZE) Bytes>> nextAuthorities;

  /** A mapping from BEEFY set ID to the index of the most recent session it was part of. */
  public final StorageMap<Long, Integer> setIdSession;

  /** Block number where BEEFY consensus is enabled/started. */
  public final StorageValue<Optional<Integer>> genesisBlock;

  private final FrameSystem system;
  private final IntSupplier sessionIndex;
  private final EquivocationReports reports;
  private final OnNewValidatorSet onNewValidatorSet;
  private final Ancestry ancestry;

  public Beefy(
      PalletContext context,
      FrameSystem system,
      IntSupplier sessionIndex,
      EquivocationReports reports,
      OnNewValidatorSet onNewValidatorSet,
      Ancestry ancestry) {
    this.system = system;
    this.sessionIndex = sessionIndex;
    this.reports = reports;
    this.onNewValidatorSet = onNewValidatorSet;
    this.ancestry = ancestry;
    Codec<List<Bytes>> keys = Codecs.list(Codecs.fixedBytes(KEY_SIZE), MAX_AUTHORITIES);
    authorities = context.value("Authorities", keys, List.of());
    validatorSetId = context.value("ValidatorSetId", Codecs.U64, 0L);
    nextAuthorities = context.value("NextAuthorities", keys, List.of());
    // Set ids are not under users' control.
    setIdSession =
        context.optionalMap("SetIdSession", Hasher.TWOX_64_CONCAT, Codecs.U64, Codecs.U32);
    genesisBlock = context.value("GenesisBlock", Codecs.option(Codecs.U32), Optional.empty());
    context.constant("MaxAuthorities", Codecs.U32, MAX_AUTHORITIES);
    context.constant("MaxNominators", Codecs.U32, 0);
    context.constant("MaxSetIdSessionEntries", Codecs.U64, MAX_SET_ID_SESSION_ENTRIES);
  }

  /** Reports a validator that voted twice at a block. Origin: signed. */
  @Dispatchable(index = 0, refTime = 400_000_000, proofSize = 16_000)
  PostDispatch reportDoubleVoting(
      Origin origin, DoubleVotingProof equivocationProof, MembershipProof keyOwnerProof)
      throws DispatchFailure {
    return report(
        Optional.of(origin.ensureSigned()),
        new Evidence.TwoVotes(equivocationProof),
        keyOwnerProof);
  }

  /** The same. Origin: none; only a block's author can bring it in. */
  @Dispatchable(index = 1, refTime = 400_000_000, proofSize = 16_000)
  PostDispatch reportDoubleVotingUnsigned(
      Origin origin, DoubleVotingProof equivocationProof, MembershipProof keyOwnerProof)
      throws DispatchFailure {
    origin.ensureNone();
    return report(Optional.empty(), new Evidence.TwoVotes(equivocationProof), keyOwnerProof);
  }

  /** Starts BEEFY anew at a block to come. Origin: root. */
  @Dispatchable(index = 2, refTime = 10_000_000)
  void setNewGenesis(Origin origin, int delayInBlocks) throws DispatchFailure {
    origin.ensureRoot();
    ensure(delayInBlocks >= 1, Error.INVALID_CONFIGURATION);
    genesisBlock.set(Optional.of(Math.addExact(system.number.get(), delayInBlocks)));
  }

  /** Reports a validator that voted for another chain. Origin: signed. */
  @Dispatchable(index = 3, refTime = 700_000_000, proofSize = 20_000)
  PostDispatch reportForkVoting(
      Origin origin, ForkVotingProof equivocationProof, MembershipProof keyOwnerProof)
      throws DispatchFailure {
    return report(
        Optional.of(origin.ensureSigned()), new Evidence.Fork(equivocationProof), keyOwnerProof);
  }

  /** The same. Origin: none; only a block's author can bring it in. */
  @Dispatchable(index = 4, refTime = 700_000_000, proofSize = 20_000)
  PostDispatch reportForkVotingUnsigned(
      Origin origin, ForkVotingProof equivocationProof, MembershipProof keyOwnerProof)
      throws DispatchFailure {
    origin.ensureNone();
    return report(Optional.empty(), new Evidence.Fork(equivocationProof), keyOwnerProof);
  }

  /** Reports a validator that voted for a block to come. Origin: signed. */
  @Dispatchable(index = 5, refTime = 400_000_000, proofSize = 16_000)
  PostDispatch reportFutureBlockVoting(
      Origin origin, FutureBlockVotingProof equivocationProof, MembershipProof keyOwnerProof)
      throws DispatchFailure {
    return report(
        Optional.of(origin.ensureSigned()),
        new Evidence.FutureBlock(equivocationProof),
        keyOwnerProof);
  }

  /** The same. Origin: none; only a block's author can bring it in. */
  @Dispatchable(index = 6, refTime = 400_000_000, proofSize = 16_000)
  PostDispatch reportFutureBlockVotingUnsigned(
      Origin origin, FutureBlockVotingProof equivocationProof, MembershipProof keyOwnerProof)
      throws DispatchFailure {
    origin.ensureNone();
    return report(Optional.empty(), new Evidence.FutureBlock(equivocationProof), keyOwnerProof);
  }

  private PostDispatch report(
      Optional<AccountId> reporter, Evidence evidence, MembershipProof membership)
      throws DispatchFailure {
    Commitment commitment = evidence.vote().commitment();
    Optional<Integer> session = setIdSession.find(commitment.validatorSetId());
    ensure(session.isPresent(), Error.INVALID_EQUIVOCATION_PROOF_SESSION_MEMBER);
    ensure(session.get() == membership.session(), Error.INVALID_EQUIVOCATION_PROOF_SESSION);
    Optional<Offender> offender = owner(evidence, membership);
    ensure(offender.isPresent(), Error.INVALID_KEY_OWNERSHIP_PROOF);
    // Keys of earlier sets are not kept: for those the proof of the session must do.
    ensure(
        commitment.validatorSetId() != validatorSetId.get()
            || authorities.get().contains(evidence.vote().id()),
        Error.INVALID_EQUIVOCATION_PROOF_SESSION_MEMBER);
    prove(evidence);
    IntFunction<Perbill> fraction =
        evidence
            .fixedFraction()
            .<IntFunction<Perbill>>map(fixed -> offenders -> fixed)
            .orElseGet(() -> Offence.byShareOfValidators(membership.validatorCount()));
    Offence offence =
        new Offence(
            EQUIVOCATION,
            evidence.timeSlot(),
            membership.session(),
            List.of(offender.get()),
            fraction);
    ensure(reports.report(reporter, offence), Error.DUPLICATE_OFFENCE_REPORT);
    return PostDispatch.FREE;
  }

  private void prove(Evidence evidence) throws DispatchFailure {
    boolean signed = VoteSignatures.valid(system.host(), evidence.vote());
    switch (evidence) {
      case Evidence.TwoVotes(DoubleVotingProof proof) ->
          ensure(
              VoteSignatures.doubleVoting(system.host(), proof), Error.INVALID_DOUBLE_VOTING_PROOF);
      case Evidence.Fork(ForkVotingProof proof) ->
          ensure(ancestry.provesFork(proof) && signed, Error.INVALID_FORK_VOTING_PROOF);
      case Evidence.FutureBlock(FutureBlockVotingProof proof) ->
          ensure(
              proof.vote().commitment().blockNumber() >= system.number.get() && signed,
              Error.INVALID_FUTURE_BLOCK_VOTING_PROOF);
    }
  }

  private Optional<Offender> owner(Evidence evidence, MembershipProof membership) {
    return reports.owner(KeyType.BEEFY, evidence.vote().id(), membership);
  }

  @Override
  public Optional<ValidTransaction> validateUnsigned(TransactionSource source, Call call)
      throws TransactionRefused {
    Evidence evidence;
    MembershipProof membership;
    if (call instanceof BeefyCall.ReportDoubleVotingUnsigned report) {
      evidence = new Evidence.TwoVotes(report.equivocationProof());
      membership = report.keyOwnerProof();
    } else if (call instanceof BeefyCall.ReportForkVotingUnsigned report) {
      evidence = new Evidence.Fork(report.equivocationProof());
      membership = report.keyOwnerProof();
    } else if (call instanceof BeefyCall.ReportFutureBlockVotingUnsigned report) {
      evidence = new Evidence.FutureBlock(report.equivocationProof());
      membership = report.keyOwnerProof();
    } else {
      return Optional.empty();
    }
    Bytes tag =
        new ScaleWriter(72)
            .string("BeefyEquivocation")
            .raw(evidence.vote().id())
            .raw(evidence.timeSlot())
            .toBytes();
    return Optional.of(
        reports.validate(
            source, owner(evidence, membership), EQUIVOCATION, evidence.timeSlot(), tag));
  }

  @Override
  public Optional<Integer> beefyGenesis() {
    return genesisBlock.get();
  }

  @Override
  public Optional<BeefyValidatorSet> validatorSet() {
    return set(authorities.get(), validatorSetId.get());
  }

  private static Optional<BeefyValidatorSet> set(List<Bytes> validators, long id) {
    return validators.isEmpty()
        ? Optional.empty()
        : Optional.of(new BeefyValidatorSet(validators, id));
  }

  @Override
  public Optional<Bytes> generateKeyOwnershipProof(long setId, Bytes authorityId) {
    return Optional.of(reports.prove(KeyType.BEEFY, authorityId));
  }

  @Override
  public Optional<Codecs.Unit> submitReportDoubleVotingUnsignedExtrinsic(
      DoubleVotingProof proof, Bytes keyOwnerProof) {
    return EquivocationReports.decode(keyOwnerProof)
        .flatMap(membership ->
            EquivocationReports.answer(
                reports.submit(new BeefyCall.ReportDoubleVotingUnsigned(proof, membership))));
  }

  @Override
  public Optional<Codecs.Unit> submitReportForkVotingUnsignedExtrinsic(
      OpaqueForkVotingProof proof, Bytes keyOwnerProof) {
    Decoded<AncestryProof> ancestryProof =
        AncestryProofCodec.CODEC.tryDecode(proof.ancestryProof());
    Optional<MembershipProof> membership = EquivocationReports.decode(keyOwnerProof);
    if (membership.isEmpty() || !(ancestryProof instanceof Decoded.Value<AncestryProof> found)) {
      return Optional.empty();
    }
    ForkVotingProof whole = new ForkVotingProof(proof.vote(), found.value(), proof.header());
    return EquivocationReports.answer(
        reports.submit(new BeefyCall.ReportForkVotingUnsigned(whole, membership.get())));
  }

  @Override
  public Optional<Codecs.Unit> submitReportFutureBlockVotingUnsignedExtrinsic(
      FutureBlockVotingProof proof, Bytes keyOwnerProof) {
    return EquivocationReports.decode(keyOwnerProof)
        .flatMap(membership ->
            EquivocationReports.answer(
                reports.submit(new BeefyCall.ReportFutureBlockVotingUnsigned(proof, membership))));
  }

  // Sessions

  @Override
  public void onGenesisSession(List<? extends KeysOf<?>> validators) {
    List<Bytes> keys = keysOf(validators);
    if (keys.isEmpty()) {
      return;
    }
    authorities.set(keys);
    validatorSetId.set(0L);
    nextAuthorities.set(keys);
    onNewValidatorSet.onNewValidatorSet(
        new BeefyValidatorSet(keys, 0), new BeefyValidatorSet(keys, 1));
    setIdSession.set(0L, 0);
  }

  /** Every session has a set of its own, so that it has a block which must be signed. */
  @Override
  public void onNewSession(
      boolean changed, List<? extends KeysOf<?>> validators, List<? extends KeysOf<?>> queued) {
    List<Bytes> now = keysOf(validators);
    List<Bytes> next = keysOf(queued);
    long id = validatorSetId.update(before -> before + 1);
    authorities.set(now);
    nextAuthorities.set(next);
    set(now, id)
        .ifPresent(current -> {
          log(new BeefyConsensusLog.AuthoritiesChange(current));
          set(next, id + 1)
              .ifPresent(following -> onNewValidatorSet.onNewValidatorSet(current, following));
        });
    setIdSession.set(id, sessionIndex.getAsInt());
    if (id >= MAX_SET_ID_SESSION_ENTRIES) {
      setIdSession.remove(id - MAX_SET_ID_SESSION_ENTRIES);
    }
  }

  @Override
  public void onDisabled(int validatorIndex) {
    log(new BeefyConsensusLog.OnDisabled(validatorIndex));
  }

  private void log(BeefyConsensusLog message) {
    system.depositLog(
        new DigestItem.Consensus(
            BeefyConsensusLog.ENGINE, BeefyConsensusLogCodec.CODEC.encodeToBytes(message)));
  }

  private static List<Bytes> keysOf(List<? extends KeysOf<?>> validators) {
    List<Bytes> keys = new ArrayList<>();
    validators.forEach(v -> keys.add(v.keys().key("beef")));
    return keys;
  }
}
