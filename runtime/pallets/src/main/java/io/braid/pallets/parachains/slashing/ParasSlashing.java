package io.braid.pallets.parachains.slashing;

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
import io.braid.frame.Unbounded;
import io.braid.frame.executive.ValidatesUnsigned;
import io.braid.frame.extension.TransactionRefused;
import io.braid.frame.storage.Hasher;
import io.braid.frame.storage.KeyPart;
import io.braid.frame.storage.StorageDoubleMap;
import io.braid.frame.storage.StorageMap;
import io.braid.pallets.historical.EquivocationReports;
import io.braid.pallets.offences.Offence;
import io.braid.pallets.offences.Offender;
import io.braid.pallets.parachains.configuration.Configuration;
import io.braid.pallets.parachains.disputes.Losers;
import io.braid.pallets.parachains.sessioninfo.ParaSessionInfo;
import io.braid.pallets.session.KeyType;
import io.braid.primitives.AccountId;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.primitives.Perbill;
import io.braid.runtime.api.TransactionSource;
import io.braid.runtime.api.ValidTransaction;
import io.braid.runtime.api.parachains.DisputeOffenceKind;
import io.braid.runtime.api.parachains.DisputeProof;
import io.braid.runtime.api.parachains.DisputesTimeSlot;
import io.braid.runtime.api.parachains.DisputesTimeSlotCodec;
import io.braid.runtime.api.parachains.PendingSlashes;
import io.braid.runtime.api.parachains.PendingSlashesCodec;
import io.braid.runtime.api.parachains.SessionInfo;
import io.braid.runtime.api.session.MembershipProof;
import io.braid.scale.Codecs;
import io.braid.scale.ScaleWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Offences of validators who lost disputes. */
@Pallet(crate = "polkadot_runtime_parachains::disputes::slashing")
public final class ParasSlashing implements Hooks, Losers, ValidatesUnsigned {
  private static final String KIND = "disputes:slashin";
  private static final Perbill FOR_INVALID_BACKED = Perbill.ONE;
  private static final Perbill FOR_INVALID_APPROVED = Perbill.ofPercent(2);
  private static final Perbill AGAINST_VALID = Perbill.ZERO;

  /** Why a report is refused. */
  public enum Error implements PalletError {
    /** The key ownership proof is invalid. */
    INVALID_KEY_OWNERSHIP_PROOF,
    /** The session index is too old or invalid. */
    INVALID_SESSION_INDEX,
    /** The candidate hash is invalid. */
    INVALID_CANDIDATE_HASH,
    /** There is no pending slash for the given validator index and time slot. */
    INVALID_VALIDATOR_INDEX,
    /** The validator index does not match the validator id. */
    VALIDATOR_INDEX_ID_MISMATCH,
    /** The given slashing report is valid but already previously reported. */
    DUPLICATE_SLASHING_REPORT
  }

  /** Validators pending dispute slashes. Bounded by the validators of a session. */
  @Unbounded public final StorageDoubleMap<Integer, Hash256, PendingSlashes> unappliedSlashes;

  /** ValidatorSetCount per session. */
  final StorageMap<Integer, Integer> validatorSetCounts;

  private final Configuration configuration;
  private final ParaSessionInfo sessions;
  private final EquivocationReports reports;
  private final Supplier<Integer> sessionIndex;

  /**
   * @param sessionIndex the session pallet's, which is ahead of the parachains' in the first block
   */
  public ParasSlashing(
      PalletContext context,
      Configuration configuration,
      ParaSessionInfo sessions,
      EquivocationReports reports,
      Supplier<Integer> sessionIndex) {
    this.configuration = configuration;
    this.sessions = sessions;
    this.reports = reports;
    this.sessionIndex = sessionIndex;
    unappliedSlashes =
        context.optionalDoubleMap(
            "UnappliedSlashes",
            new KeyPart<>(Hasher.TWOX_64_CONCAT, Codecs.U32),
            new KeyPart<>(Hasher.BLAKE2_128_CONCAT, Hash256.CODEC),
            PendingSlashesCodec.CODEC);
    validatorSetCounts =
        context.optionalMap("ValidatorSetCounts", Hasher.TWOX_64_CONCAT, Codecs.U32, Codecs.U32);
  }

  // Losers

  @Override
  public void forInvalid(
      int session, Hash256 candidate, List<Integer> losers, List<Integer> backers) {
    TreeSet<Integer> backed = new TreeSet<>(losers);
    backed.retainAll(backers);
    TreeSet<Integer> approved = new TreeSet<>(losers);
    backers.forEach(approved::remove);
    punish(session, candidate, DisputeOffenceKind.FOR_INVALID_BACKED, backed);
    punish(session, candidate, DisputeOffenceKind.FOR_INVALID_APPROVED, approved);
  }

  @Override
  public void againstValid(int session, Hash256 candidate, List<Integer> losers) {
    punish(session, candidate, DisputeOffenceKind.AGAINST_VALID, new TreeSet<>(losers));
  }

  private void punish(
      int session, Hash256 candidate, DisputeOffenceKind kind, TreeSet<Integer> losers) {
    Optional<SessionInfo> info = sessions.sessions.find(session);
    if (losers.isEmpty() || info.isEmpty()) {
      return;
    }
    if (session == sessionIndex.get()) {
      List<AccountId> accounts = sessions.accountKeys.find(session).orElse(List.of());
      List<Offender> offenders = new ArrayList<>();
      losers.stream()
          .filter(i -> i < accounts.size())
          .forEach(i -> offenders.add(new Offender(accounts.get(i))));
      reports.record(offence(session, candidate, kind, offenders));
    } else {
      await(session, candidate, kind, losers, info.get());
    }
  }

  /**
   * Notes who is to be reported. There is room for one kind in a dispute: of backers and approvers
   * of an invalid candidate the backers, who come first.
   */
  private void await(
      int session,
      Hash256 candidate,
      DisputeOffenceKind kind,
      TreeSet<Integer> losers,
      SessionInfo info) {
    Optional<PendingSlashes> pending = unappliedSlashes.find(session, candidate);
    if (pending.isPresent() && pending.get().kind() != kind) {
      return;
    }
    SortedMap<Integer, Bytes> keys =
        new TreeMap<>(pending.map(PendingSlashes::keys).orElse(new TreeMap<>()));
    losers.stream()
        .filter(i -> i < info.validators().size())
        .forEach(i -> keys.put(i, info.validators().get(i)));
    unappliedSlashes.set(session, candidate, new PendingSlashes(keys, kind));
  }

  private static Bytes timeSlot(int session, Hash256 candidate) {
    return DisputesTimeSlotCodec.CODEC.encodeToBytes(new DisputesTimeSlot(session, candidate));
  }

  private static Offence offence(
      int session, Hash256 candidate, DisputeOffenceKind kind, List<Offender> offenders) {
    Perbill fraction =
        switch (kind) {
          case FOR_INVALID_BACKED -> FOR_INVALID_BACKED;
          case FOR_INVALID_APPROVED -> FOR_INVALID_APPROVED;
          case AGAINST_VALID -> AGAINST_VALID;
        };
    return new Offence(KIND, timeSlot(session, candidate), session, offenders, count -> fraction);
  }

  // Reports

  /**
   * Reports a validator that lost a dispute of a past session. Origin: none; only a block's author
   * can bring it in.
   */
  @Dispatchable(index = 0, refTime = 100_000_000, proofSize = 16_000)
  PostDispatch reportDisputeLostUnsigned(
      Origin origin, DisputeProof disputeProof, MembershipProof keyOwnerProof)
      throws DispatchFailure {
    origin.ensureNone();
    Optional<Offender> offender = owner(disputeProof, keyOwnerProof);
    ensure(offender.isPresent(), Error.INVALID_KEY_OWNERSHIP_PROOF);
    int session = disputeProof.timeSlot().sessionIndex();
    Hash256 candidate = disputeProof.timeSlot().candidateHash();
    Optional<PendingSlashes> pending = unappliedSlashes.find(session, candidate);
    ensure(
        pending.isPresent() && pending.get().kind() == disputeProof.kind(),
        Error.INVALID_CANDIDATE_HASH);
    TreeMap<Integer, Bytes> keys = new TreeMap<>(pending.get().keys());
    Optional<Bytes> key = Optional.ofNullable(keys.remove(disputeProof.validatorIndex()));
    ensure(key.isPresent(), Error.INVALID_VALIDATOR_INDEX);
    ensure(key.get().equals(disputeProof.validatorId()), Error.VALIDATOR_INDEX_ID_MISMATCH);
    if (keys.isEmpty()) {
      unappliedSlashes.remove(session, candidate);
    } else {
      unappliedSlashes.set(session, candidate, new PendingSlashes(keys, disputeProof.kind()));
    }
    ensure(
        reports.record(offence(session, candidate, disputeProof.kind(), List.of(offender.get()))),
        Error.DUPLICATE_SLASHING_REPORT);
    return PostDispatch.FREE;
  }

  private Optional<Offender> owner(DisputeProof proof, MembershipProof membership) {
    return reports.owner(KeyType.PARA_VALIDATOR, proof.validatorId(), membership);
  }

  @Override
  public Optional<ValidTransaction> validateUnsigned(TransactionSource source, Call call)
      throws TransactionRefused {
    if (!(call instanceof ParasSlashingCall.ReportDisputeLostUnsigned report)) {
      return Optional.empty();
    }
    DisputeProof proof = report.disputeProof();
    Bytes slot = DisputesTimeSlotCodec.CODEC.encodeToBytes(proof.timeSlot());
    String prefix =
        switch (proof.kind()) {
          case FOR_INVALID_BACKED -> "DisputeForInvalidBacked";
          case FOR_INVALID_APPROVED -> "DisputeForInvalidApproved";
          case AGAINST_VALID -> "DisputeAgainstValid";
        };
    Bytes tag = new ScaleWriter(96).string(prefix).raw(slot).raw(proof.validatorId()).toBytes();
    return Optional.of(
        reports.validate(source, owner(proof, report.keyOwnerProof()), KIND, slot, tag));
  }

  /** Forgets whom nobody reported while it was time. */
  public void onNewSession(int session) {
    int period = configuration.activeConfig.get().disputePeriod();
    if (session > period + 1) {
      unappliedSlashes.clearPrefix(session - period - 1, OptionalInt.empty());
    }
  }
}
