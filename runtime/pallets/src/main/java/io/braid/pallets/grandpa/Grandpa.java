package io.braid.pallets.grandpa;

import static io.braid.frame.DispatchFailure.ensure;

import io.braid.frame.Call;
import io.braid.frame.DispatchFailure;
import io.braid.frame.Dispatchable;
import io.braid.frame.Hooks;
import io.braid.frame.Origin;
import io.braid.frame.Pallet;
import io.braid.frame.PalletContext;
import io.braid.frame.PalletError;
import io.braid.frame.PalletEvent;
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
import io.braid.runtime.api.DigestItem;
import io.braid.runtime.api.TransactionSource;
import io.braid.runtime.api.ValidTransaction;
import io.braid.runtime.api.grandpa.GrandpaApi;
import io.braid.runtime.api.grandpa.GrandpaAuthority;
import io.braid.runtime.api.grandpa.GrandpaConsensusLog;
import io.braid.runtime.api.grandpa.GrandpaConsensusLogCodec;
import io.braid.runtime.api.grandpa.GrandpaEquivocationProof;
import io.braid.runtime.api.grandpa.ScheduledChange;
import io.braid.runtime.api.session.MembershipProof;
import io.braid.scale.Codecs;
import io.braid.scale.Max;
import io.braid.scale.ScaleWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** GRANDPA's voters. */
@Pallet
public final class Grandpa implements Hooks, GrandpaApi, SessionHandler, ValidatesUnsigned {
  /** Why a call is refused. */
  public enum Error implements PalletError {
    /** Attempt to signal GRANDPA pause when the authority set isn't live. */
    PAUSE_FAILED,
    /** Attempt to signal GRANDPA resume when the authority set isn't paused. */
    RESUME_FAILED,
    /** Attempt to signal GRANDPA change with one already pending. */
    CHANGE_PENDING,
    /** Cannot signal forced change so soon after last. */
    TOO_SOON,
    /** A key ownership proof provided as part of an equivocation report is invalid. */
    INVALID_KEY_OWNERSHIP_PROOF,
    /** An equivocation proof provided as part of an equivocation report is invalid. */
    INVALID_EQUIVOCATION_PROOF,
    /** A given equivocation report is valid but already previously reported. */
    DUPLICATE_OFFENCE_REPORT
  }

  private static final String EQUIVOCATION = "grandpa:equivoca";

  private static final int MAX_AUTHORITIES = 1_000;
  private static final Bytes ENGINE = Bytes.utf8("FRNK");

  /** What happened to the voters. */
  public sealed interface Event extends PalletEvent {
    /** New authority set has been applied. */
    record NewAuthorities(List<GrandpaAuthority> authoritySet) implements Event {}
  }

  /** Pending change: (signaled at, scheduled change). */
  final StorageValue<StoredPendingChange> pendingChange;

  /** The number of changes (both in terms of keys and underlying economic responsibilities). */
  public final StorageValue<Long> currentSetId;

  /** A mapping from grandpa set ID to the index of the most recent session it was part of. */
  final StorageMap<Long, Integer> setIdSession;

  /** The current list of authorities. */
  public final StorageValue<@Max(MAX_AUTHORITIES) List<GrandpaAuthority>> authorities;

  private final FrameSystem system;
  private final Supplier<Integer> sessionIndex;
  private final EquivocationReports reports;

  public Grandpa(
      PalletContext context,
      FrameSystem system,
      Supplier<Integer> sessionIndex,
      EquivocationReports reports) {
    this.system = system;
    this.reports = reports;
    this.sessionIndex = sessionIndex;
    pendingChange = context.optionalValue("PendingChange", StoredPendingChangeCodec.CODEC);
    currentSetId = context.value("CurrentSetId", Codecs.U64, 0L);
    setIdSession =
        context.optionalMap("SetIdSession", Hasher.TWOX_64_CONCAT, Codecs.U64, Codecs.U32);
    authorities =
        context.value(
            "Authorities", Codecs.list(GrandpaAuthority.CODEC, MAX_AUTHORITIES), List.of());
    context.constant("MaxAuthorities", Codecs.U32, MAX_AUTHORITIES);
  }

  @Override
  public List<GrandpaAuthority> grandpaAuthorities() {
    return authorities.get();
  }

  @Override
  public long currentSetId() {
    return currentSetId.get();
  }

  /** Reports a voter that voted twice in a round. Origin: signed. */
  @Dispatchable(index = 0, refTime = 300_000_000, proofSize = 16_000)
  PostDispatch reportEquivocation(
      Origin origin, GrandpaEquivocationProof equivocationProof, MembershipProof keyOwnerProof)
      throws DispatchFailure {
    report(Optional.of(origin.ensureSigned()), equivocationProof, keyOwnerProof);
    return PostDispatch.FREE;
  }

  /** The same. Origin: none; only a block's author can bring it in. */
  @Dispatchable(index = 1, refTime = 300_000_000, proofSize = 16_000)
  PostDispatch reportEquivocationUnsigned(
      Origin origin, GrandpaEquivocationProof equivocationProof, MembershipProof keyOwnerProof)
      throws DispatchFailure {
    origin.ensureNone();
    report(Optional.empty(), equivocationProof, keyOwnerProof);
    return PostDispatch.FREE;
  }

  private void report(
      Optional<AccountId> reporter, GrandpaEquivocationProof proof, MembershipProof membership)
      throws DispatchFailure {
    ensure(GrandpaEquivocations.proven(system.host(), proof), Error.INVALID_EQUIVOCATION_PROOF);
    Optional<Offender> offender = owner(proof, membership);
    ensure(offender.isPresent(), Error.INVALID_KEY_OWNERSHIP_PROOF);
    ensure(votedIn(membership.session(), proof.setId()), Error.INVALID_EQUIVOCATION_PROOF);
    Offence offence =
        new Offence(
            EQUIVOCATION,
            timeSlot(proof),
            membership.session(),
            List.of(offender.get()),
            Offence.byShareOfValidators(membership.validatorCount()));
    ensure(reports.report(reporter, offence), Error.DUPLICATE_OFFENCE_REPORT);
  }

  /** Whether a session was one of those of a set of voters. */
  private boolean votedIn(int session, long setId) {
    Optional<Integer> last = setIdSession.find(setId);
    boolean begun =
        setId == 0 || setIdSession.find(setId - 1).filter(before -> session > before).isPresent();
    return begun && last.isPresent() && session <= last.get();
  }

  private Optional<Offender> owner(GrandpaEquivocationProof proof, MembershipProof membership) {
    return reports.owner(KeyType.GRANDPA, proof.equivocation().votes().identity(), membership);
  }

  private static Bytes timeSlot(GrandpaEquivocationProof proof) {
    return new ScaleWriter(16)
        .u64(proof.setId())
        .u64(proof.equivocation().votes().roundNumber())
        .toBytes();
  }

  @Override
  public Optional<ValidTransaction> validateUnsigned(TransactionSource source, Call call)
      throws TransactionRefused {
    if (!(call instanceof GrandpaCall.ReportEquivocationUnsigned report)) {
      return Optional.empty();
    }
    GrandpaEquivocationProof proof = report.equivocationProof();
    Bytes tag =
        new ScaleWriter(72)
            .string("GrandpaEquivocation")
            .raw(proof.equivocation().votes().identity())
            .raw(timeSlot(proof))
            .toBytes();
    return Optional.of(
        reports.validate(
            source, owner(proof, report.keyOwnerProof()), EQUIVOCATION, timeSlot(proof), tag));
  }

  @Override
  public Optional<Bytes> generateKeyOwnershipProof(long setId, Bytes authorityId) {
    return Optional.of(reports.prove(KeyType.GRANDPA, authorityId));
  }

  @Override
  public Optional<Codecs.Unit> submitReportEquivocationUnsignedExtrinsic(
      GrandpaEquivocationProof proof, Bytes keyOwnerProof) {
    return EquivocationReports.decode(keyOwnerProof)
        .flatMap(membership ->
            EquivocationReports.answer(
                reports.submit(new GrandpaCall.ReportEquivocationUnsigned(proof, membership))));
  }

  @Override
  public void onFinalize(int number) {
    Optional<StoredPendingChange> pending = pendingChange.find();
    if (pending.isEmpty()) {
      return;
    }
    StoredPendingChange change = pending.get();
    if (number == change.scheduledAt()) {
      log(
          new GrandpaConsensusLog.Scheduled(
              new ScheduledChange(change.nextAuthorities(), change.delay())));
    }
    if (number == change.scheduledAt() + change.delay()) {
      authorities.set(change.nextAuthorities());
      system.deposit(new Event.NewAuthorities(change.nextAuthorities()));
      pendingChange.clear();
    }
  }

  @Override
  public void onGenesisSession(List<? extends KeysOf<?>> validators) {
    authorities.set(authoritiesOf(validators));
    setIdSession.set(0L, 0);
  }

  @Override
  public void onNewSession(
      boolean changed, List<? extends KeysOf<?>> validators, List<? extends KeysOf<?>> queued) {
    long setId = currentSetId.get();
    if (changed && !pendingChange.exists()) {
      pendingChange.set(
          new StoredPendingChange(
              system.number.get(), 0, authoritiesOf(validators), Optional.empty()));
      setId++;
      currentSetId.set(setId);
    }
    setIdSession.set(setId, sessionIndex.get());
  }

  @Override
  public void onDisabled(int validatorIndex) {
    log(new GrandpaConsensusLog.OnDisabled(validatorIndex));
  }

  private void log(GrandpaConsensusLog message) {
    system.depositLog(
        new DigestItem.Consensus(ENGINE, GrandpaConsensusLogCodec.CODEC.encodeToBytes(message)));
  }

  private static List<GrandpaAuthority> authoritiesOf(List<? extends KeysOf<?>> validators) {
    List<GrandpaAuthority> result = new ArrayList<>();
    validators.forEach(v -> result.add(new GrandpaAuthority(v.keys().key("gran"), 1)));
    return result;
  }
}
