package io.braid.pallets.parachains.disputes;

import static io.braid.frame.DispatchFailure.ensure;

import io.braid.frame.DispatchFailure;
import io.braid.frame.Dispatchable;
import io.braid.frame.Origin;
import io.braid.frame.Pallet;
import io.braid.frame.PalletContext;
import io.braid.frame.PalletError;
import io.braid.frame.PalletEvent;
import io.braid.frame.storage.Hasher;
import io.braid.frame.storage.KeyPart;
import io.braid.frame.storage.StorageDoubleMap;
import io.braid.frame.storage.StorageValue;
import io.braid.frame.system.FrameSystem;
import io.braid.pallets.parachains.configuration.Configuration;
import io.braid.pallets.parachains.sessioninfo.ParaSessionInfo;
import io.braid.primitives.Bits;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.DigestItem;
import io.braid.runtime.api.DispatchClass;
import io.braid.runtime.api.parachains.DisputeState;
import io.braid.runtime.api.parachains.DisputeStateCodec;
import io.braid.runtime.api.parachains.DisputeStatementSet;
import io.braid.runtime.api.parachains.ParachainsConsensusLog;
import io.braid.runtime.api.parachains.ParachainsConsensusLogCodec;
import io.braid.runtime.api.parachains.SessionInfo;
import io.braid.scale.Codecs;
import io.braid.scale.Max;
import io.braid.scale.Unnamed;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Disputes about candidates of the last sessions. */
@Pallet(crate = "polkadot_runtime_parachains::disputes")
public final class ParasDisputes {
  private static final int MAX_VALIDATORS = 1_000;

  /** What happened to disputes. */
  public sealed interface Event extends PalletEvent {
    /** A dispute has been initiated: candidate hash and dispute location. */
    @Unnamed
    record DisputeInitiated(Hash256 candidate, DisputeLocation location) implements Event {}

    /** A dispute has concluded for or against a candidate. */
    @Unnamed
    record DisputeConcluded(Hash256 candidate, DisputeResult result) implements Event {}

    /**
     * A dispute has concluded with supermajority against a candidate. Block authors should no
     * longer build on top of this head and should instead revert the block at the given height.
     */
    @Unnamed
    record Revert(int number) implements Event {}
  }

  /** Why votes do not count. */
  public enum Error implements PalletError {
    /** Duplicate dispute statement sets provided. */
    DUPLICATE_DISPUTE_STATEMENT_SETS,
    /** Ancient dispute statement provided. */
    ANCIENT_DISPUTE_STATEMENT,
    /** Validator index on statement is out of bounds for session. */
    VALIDATOR_INDEX_OUT_OF_BOUNDS,
    /** Invalid signature on statement. */
    INVALID_SIGNATURE,
    /** Validator vote submitted more than once to dispute. */
    DUPLICATE_STATEMENT,
    /** A dispute where there are only votes on one side. */
    SINGLE_SIDED_DISPUTE,
    /** A dispute vote from a malicious backer. */
    MALICIOUS_BACKER,
    /** No backing votes were provided along dispute statements. */
    MISSING_BACKING_VOTES,
    /** Unconfirmed dispute statement sets provided. */
    UNCONFIRMED_DISPUTE
  }

  /** The last pruned session, if any. */
  final StorageValue<Integer> lastPrunedSession;

  /** All ongoing or concluded disputes for the last several sessions. */
  public final StorageDoubleMap<Integer, Hash256, DisputeState> disputes;

  /** Backing votes stored for each dispute, by validator index in ascending order. */
  public final StorageDoubleMap<Integer, Hash256, @Max(MAX_VALIDATORS) List<Integer>>
      backersOnDisputes;

  /** For every included candidate, the block that the chain would have to go back to. */
  public final StorageDoubleMap<Integer, Hash256, Integer> included;

  /**
   * Whether the chain is frozen, and the last valid block in it. A frozen chain takes no new
   * parachain blocks; governance alone can thaw it.
   */
  public final StorageValue<Optional<Integer>> frozen;

  private final FrameSystem system;
  private final Configuration configuration;
  private final ParaSessionInfo sessions;
  private final Losers losers;

  public ParasDisputes(
      PalletContext context,
      FrameSystem system,
      Configuration configuration,
      ParaSessionInfo sessions,
      Losers losers) {
    this.system = system;
    this.configuration = configuration;
    this.sessions = sessions;
    this.losers = losers;
    KeyPart<Integer> session = new KeyPart<>(Hasher.TWOX_64_CONCAT, Codecs.U32);
    // Whoever makes a candidate chooses its hash.
    KeyPart<Hash256> candidate = new KeyPart<>(Hasher.BLAKE2_128_CONCAT, Hash256.CODEC);
    lastPrunedSession = context.optionalValue("LastPrunedSession", Codecs.U32);
    disputes = context.optionalDoubleMap("Disputes", session, candidate, DisputeStateCodec.CODEC);
    backersOnDisputes =
        context.optionalDoubleMap(
            "BackersOnDisputes", session, candidate, Codecs.list(Codecs.U32, MAX_VALIDATORS));
    included = context.optionalDoubleMap("Included", session, candidate, Codecs.U32);
    frozen = context.value("Frozen", Codecs.option(Codecs.U32), Optional.empty());
  }

  /** Lets a frozen chain take parachain blocks again. */
  @Dispatchable(index = 0, refTime = 30_000_000, dispatchClass = DispatchClass.NORMAL)
  void forceUnfreeze(Origin origin) throws DispatchFailure {
    origin.ensureRoot();
    frozen.set(Optional.empty());
  }

  /** Forgets the sessions that are too old to dispute. */
  public void onNewSession(int session) {
    int period = configuration.activeConfig.get().disputePeriod();
    if (session <= period + 1) {
      return;
    }
    int target = session - period - 1;
    for (int old = lastPrunedSession.find().map(last -> last + 1).orElse(target);
        old <= target;
        old++) {
      disputes.clearPrefix(old, OptionalInt.empty());
      backersOnDisputes.clearPrefix(old, OptionalInt.empty());
      included.clearPrefix(old, OptionalInt.empty());
    }
    lastPrunedSession.set(target);
  }

  public boolean isFrozen() {
    return frozen.get().isPresent();
  }

  /** Whether a supermajority has called the candidate invalid. */
  public boolean concludedInvalid(int session, Hash256 candidate) {
    return disputes.find(session, candidate).filter(Thresholds::supermajorityAgainst).isPresent();
  }

  /** Remembers that the block in progress included a candidate. */
  public void noteIncluded(int session, Hash256 candidate) {
    int revertTo = system.number.get() - 1;
    included.set(session, candidate, revertTo);
    if (concludedInvalid(session, candidate)) {
      revertAndFreeze(revertTo);
    }
  }

  private void revertAndFreeze(int revertTo) {
    Optional<Integer> last = frozen.get();
    if (last.isPresent() && last.get() <= revertTo) {
      return;
    }
    frozen.set(Optional.of(revertTo));
    // The log names the first block to undo, not the last to keep.
    int revert = revertTo + 1;
    system.deposit(new Event.Revert(revert));
    system.depositLog(
        new DigestItem.Consensus(
            ParachainsConsensusLog.ENGINE,
            ParachainsConsensusLogCodec.CODEC.encodeToBytes(
                new ParachainsConsensusLog.Revert(revert))));
  }

  /**
   * The sets in the order in which they matter: candidates that this chain included first, the
   * oldest of them first, then others by session. Of several sets for one candidate the first
   * stays.
   */
  public List<DisputeStatementSet> sorted(List<DisputeStatementSet> sets) {
    List<Ranked> ranked = new ArrayList<>();
    for (DisputeStatementSet set : sets) {
      ranked.add(new Ranked(included.find(set.session(), set.candidateHash()), set));
    }
    ranked.sort(Ranked.ORDER);
    List<DisputeStatementSet> sorted = new ArrayList<>();
    for (Ranked next : ranked) {
      if (sorted.isEmpty() || !sameCandidate(sorted.get(sorted.size() - 1), next.set())) {
        sorted.add(next.set());
      }
    }
    return sorted;
  }

  private static boolean sameCandidate(DisputeStatementSet a, DisputeStatementSet b) {
    return a.session() == b.session() && a.candidateHash().equals(b.candidateHash());
  }

  private record Ranked(Optional<Integer> includedAt, DisputeStatementSet set) {
    static final Comparator<Ranked> ORDER =
        Comparator.comparing((Ranked r) -> r.includedAt().isEmpty())
            .thenComparing(r -> r.includedAt().orElse(r.set().session()))
            .thenComparing(r -> r.set().candidateHash());
  }

  private DisputeState stateOf(DisputeStatementSet set, SessionInfo session) {
    Bits none = Bits.zeros(session.validators().size());
    return disputes
        .find(set.session(), set.candidateHash())
        .orElseGet(() -> new DisputeState(none, none, system.number.get(), Optional.empty()));
  }

  private VoteImport importOnto(DisputeState state, DisputeStatementSet set) {
    return new VoteImport(
        state,
        backersOnDisputes.find(set.session(), set.candidateHash()).orElse(List.of()),
        system.number.get());
  }

  private boolean ancient(DisputeState state) {
    int accepted = configuration.activeConfig.get().disputePostConclusionAcceptancePeriod();
    return state.concludedAt().filter(at -> at < system.number.get() - accepted).isPresent();
  }

  /**
   * The votes of a set that are new and signed by whom they name; empty when the set as a whole is
   * of no use: too old, too few votes, or all on one side.
   */
  public Optional<DisputeStatementSet> filter(DisputeStatementSet set) {
    Optional<SessionInfo> session = sessions.sessions.find(set.session());
    if (session.isEmpty()) {
      return Optional.empty();
    }
    DisputeState state = stateOf(set, session.get());
    if (ancient(state)) {
      return Optional.empty();
    }
    int coalesced =
        configuration.activeConfig.get().approvalVotingParams().maxApprovalCoalesceCount();
    VoteImport votes = importOnto(state, set);
    List<DisputeStatementSet.Statement> kept = new ArrayList<>();
    for (DisputeStatementSet.Statement vote : set.statements()) {
      VoteKind kind = VoteKind.of(vote.statement());
      // The signature last: most of what is refused is refused as a duplicate.
      if (votes.refusal(vote.validatorIndex(), kind).isEmpty()
          && DisputeSignatures.hold(
              system.host(), set, vote, validator(session.get(), vote), coalesced)) {
        votes.add(vote.validatorIndex(), kind);
        kept.add(vote);
      }
    }
    DisputeState after = votes.finish().state();
    return kept.isEmpty() || refusal(after).isPresent()
        ? Optional.empty()
        : Optional.of(new DisputeStatementSet(set.candidateHash(), set.session(), kept));
  }

  private static Bytes validator(SessionInfo session, DisputeStatementSet.Statement vote) {
    return session.validators().get(vote.validatorIndex());
  }

  private static Optional<Error> refusal(DisputeState state) {
    if (state.validatorsFor().count() == 0 || state.validatorsAgainst().count() == 0) {
      return Optional.of(Error.SINGLE_SIDED_DISPUTE);
    }
    return Thresholds.confirmed(state) ? Optional.empty() : Optional.of(Error.UNCONFIRMED_DISPUTE);
  }

  /**
   * Counts the votes of a set whose signatures {@link #filter} has checked.
   *
   * @throws DispatchFailure when they do not add up to a dispute; nothing is changed then
   */
  public void importChecked(DisputeStatementSet set) throws DispatchFailure {
    Optional<SessionInfo> session = sessions.sessions.find(set.session());
    ensure(session.isPresent(), Error.ANCIENT_DISPUTE_STATEMENT);
    DisputeState before = stateOf(set, session.get());
    ensure(!ancient(before), Error.ANCIENT_DISPUTE_STATEMENT);
    VoteImport votes = importOnto(before, set);
    for (DisputeStatementSet.Statement vote : set.statements()) {
      VoteKind kind = VoteKind.of(vote.statement());
      refuse(votes.refusal(vote.validatorIndex(), kind));
      votes.add(vote.validatorIndex(), kind);
    }
    VoteImport.Summary summary = votes.finish();
    refuse(refusal(summary.state()));
    // Who backs an invalid candidate pays most: there is no dispute without them.
    ensure(!summary.backers().isEmpty(), Error.MISSING_BACKING_VOTES);
    record(set, summary);
  }

  private static void refuse(Optional<Error> error) throws DispatchFailure {
    if (error.isPresent()) {
      throw DispatchFailure.of(error.get());
    }
  }

  private void record(DisputeStatementSet set, VoteImport.Summary summary) {
    int session = set.session();
    Hash256 candidate = set.candidateHash();
    Optional<Integer> revertTo = included.find(session, candidate);
    if (!disputes.contains(session, candidate)) {
      system.deposit(
          new Event.DisputeInitiated(
              candidate, revertTo.isPresent() ? DisputeLocation.LOCAL : DisputeLocation.REMOTE));
    }
    // More than a third voting on both sides can conclude a dispute both ways.
    if (summary.concludedValid()) {
      system.deposit(new Event.DisputeConcluded(candidate, DisputeResult.VALID));
    }
    if (summary.concludedInvalid()) {
      system.deposit(new Event.DisputeConcluded(candidate, DisputeResult.INVALID));
    }
    backersOnDisputes.set(session, candidate, summary.backers());
    disputes.set(session, candidate, summary.state());
    losers.againstValid(session, candidate, summary.losersAgainst());
    losers.forInvalid(session, candidate, summary.losersFor(), summary.backers());
    if (summary.byzantineAgainst() && revertTo.isPresent()) {
      revertAndFreeze(revertTo.get());
    }
  }
}
