package io.braid.pallets.parachains.paras;

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
import io.braid.frame.Unbounded;
import io.braid.frame.executive.ValidatesUnsigned;
import io.braid.frame.extension.TransactionRefused;
import io.braid.frame.storage.Hasher;
import io.braid.frame.storage.StorageMap;
import io.braid.frame.storage.StorageValue;
import io.braid.frame.system.FrameSystem;
import io.braid.pallets.parachains.configuration.Configuration;
import io.braid.pallets.parachains.configuration.HostConfiguration;
import io.braid.pallets.parachains.shared.ParasShared;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.DigestItem;
import io.braid.runtime.api.DispatchClass;
import io.braid.runtime.api.InvalidTransaction;
import io.braid.runtime.api.TransactionSource;
import io.braid.runtime.api.ValidTransaction;
import io.braid.runtime.api.parachains.ParachainsConsensusLog;
import io.braid.runtime.api.parachains.ParachainsConsensusLogCodec;
import io.braid.runtime.api.parachains.PvfCheckStatement;
import io.braid.runtime.api.parachains.UpgradeGoAhead;
import io.braid.runtime.api.parachains.UpgradeGoAheadCodec;
import io.braid.runtime.api.parachains.UpgradeRestriction;
import io.braid.runtime.api.parachains.UpgradeRestrictionCodec;
import io.braid.scale.Codecs;
import io.braid.scale.Max;
import io.braid.scale.ScaleWriter;
import io.braid.scale.Size;
import io.braid.scale.Unnamed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Registered parachains: their heads, their code, and who waits for which. Code that the chain has
 * not seen before is first checked by the validators, who vote on it.
 */
@Pallet(crate = "polkadot_runtime_parachains::paras")
public final class Paras implements Hooks, ValidatesUnsigned {
  private static final int MAX_PARAS = 1_000;
  private static final int MAX_VOTES = 1_000;

  /** No WebAssembly module has fewer bytes. */
  private static final int MIN_CODE_SIZE = 9;

  /** Sessions from a request to its effect: one at least is whole. */
  private static final int SESSION_DELAY = 2;

  private static final int BAD_VALIDATOR_INDEX = 1;
  private static final int BAD_SUBJECT = 2;
  private static final int DOUBLE_VOTE = 3;

  /** What happened to heads and code. */
  public sealed interface Event extends PalletEvent {
    /** Current code has been updated for a Para. */
    @Unnamed
    record CurrentCodeUpdated(int paraId) implements Event {}

    /** Current head has been updated for a Para. */
    @Unnamed
    record CurrentHeadUpdated(int paraId) implements Event {}

    /** A code upgrade has been scheduled for a Para. */
    @Unnamed
    record CodeUpgradeScheduled(int paraId) implements Event {}

    /** A new head has been noted for a Para. */
    @Unnamed
    record NewHeadNoted(int paraId) implements Event {}

    /** A para has been queued to execute pending actions. */
    @Unnamed
    record ActionQueued(int paraId, int session) implements Event {}

    /** The given para either initiated or subscribed to a PVF check for the given code. */
    @Unnamed
    record PvfCheckStarted(Hash256 codeHash, int paraId) implements Event {}

    /** The given validation code was accepted by the PVF pre-checking vote. */
    @Unnamed
    record PvfCheckAccepted(Hash256 codeHash, int paraId) implements Event {}

    /** The given validation code was rejected by the PVF pre-checking vote. */
    @Unnamed
    record PvfCheckRejected(Hash256 codeHash, int paraId) implements Event {}
  }

  /** Why a call is refused. */
  public enum Error implements PalletError {
    /** Para is not registered in our system. */
    NOT_REGISTERED,
    /** Para cannot be onboarded because it is already tracked by our system. */
    CANNOT_ONBOARD,
    /** Para cannot be offboarded at this time. */
    CANNOT_OFFBOARD,
    /** Para cannot be upgraded to a lease holding parachain. */
    CANNOT_UPGRADE,
    /** Para cannot be downgraded to an on-demand parachain. */
    CANNOT_DOWNGRADE,
    /** The statement for PVF pre-checking is stale. */
    PVF_CHECK_STATEMENT_STALE,
    /** The statement for PVF pre-checking is for a future session. */
    PVF_CHECK_STATEMENT_FUTURE,
    /** Claimed validator index is out of bounds. */
    PVF_CHECK_VALIDATOR_INDEX_OUT_OF_BOUNDS,
    /** The signature for the PVF pre-checking is invalid. */
    PVF_CHECK_INVALID_SIGNATURE,
    /** The given validator already has cast a vote. */
    PVF_CHECK_DOUBLE_VOTE,
    /** The given PVF does not exist at the moment of process a vote. */
    PVF_CHECK_SUBJECT_INVALID,
    /** Parachain cannot currently schedule a code upgrade. */
    CANNOT_UPGRADE_CODE,
    /** Invalid validation code size. */
    INVALID_CODE
  }

  /** All currently active PVF pre-checking votes. */
  @Unbounded final StorageMap<Hash256, PvfCheckVote> pvfActiveVoteMap;

  /** The list of all currently active PVF votes, in ascending order. */
  public final StorageValue<@Max(MAX_VOTES) List<Hash256>> pvfActiveVoteList;

  /** All lease holding parachains. Ordered ascending by ParaId. */
  public final StorageValue<@Max(MAX_PARAS) List<Integer>> parachains;

  /** The current lifecycle of a all known Para IDs. */
  public final StorageMap<Integer, ParaLifecycle> paraLifecycles;

  /** The head-data of every registered para. */
  public final StorageMap<Integer, Bytes> heads;

  /** The context (relay-chain block number) of the most recent parachain head. */
  public final StorageMap<Integer, Integer> mostRecentContext;

  /** The validation code hash of every live para. */
  public final StorageMap<Integer, Hash256> currentCodeHash;

  /** Past code hashes by the para and the block at which they were to be replaced. */
  public final StorageMap<Map.Entry<Integer, Integer>, Hash256> pastCodeHash;

  /** When the code of paras was replaced, also of those that are gone. */
  @Unbounded final StorageMap<Integer, ParaPastCodeMeta> pastCodeMeta;

  /** Which paras have past code to prune, and the block in which it was replaced. */
  final StorageValue<@Max(MAX_PARAS) List<Map.Entry<Integer, Integer>>> pastCodePruning;

  /** The block number at which the planned code change is expected for a parachain. */
  public final StorageMap<Integer, Integer> futureCodeUpgrades;

  /** The upgrades that happen at their block, whatever the para does, with that block. */
  final StorageValue<@Max(MAX_PARAS) List<Map.Entry<Integer, Integer>>> futureCodeUpgradesAt;

  /** The actual future code hash of a para. */
  public final StorageMap<Integer, Hash256> futureCodeHash;

  /** This is used by the relay-chain to communicate to a parachain a go-ahead with an upgrade. */
  public final StorageMap<Integer, UpgradeGoAhead> upgradeGoAheadSignal;

  /** This is used by the relay-chain to communicate that there are restrictions for upgrades. */
  public final StorageMap<Integer, UpgradeRestriction> upgradeRestrictionSignal;

  /** The paras that may upgrade again from a block on, with that block. */
  final StorageValue<@Max(MAX_PARAS) List<Map.Entry<Integer, Integer>>> upgradeCooldowns;

  /** The paras whose upgrade waits for its block, with that block. */
  final StorageValue<@Max(MAX_PARAS) List<Map.Entry<Integer, Integer>>> upcomingUpgrades;

  /** The paras whose lifecycle goes on at the start of a session. */
  public final StorageMap<Integer, @Max(MAX_PARAS) List<Integer>> actionsQueue;

  /** What paras that are being onboarded start with. */
  @Unbounded final StorageMap<Integer, ParaGenesisArgs> upcomingParasGenesis;

  /** The number of reference on the validation code in CodeByHash storage. */
  public final StorageMap<Hash256, Integer> codeByHashRefs;

  /** Validation code stored by its hash. */
  public final StorageMap<Hash256, Bytes> codeByHash;

  private final FrameSystem system;
  private final Configuration configuration;
  private final ParasShared shared;
  private final LongSupplier voteLongevity;

  /**
   * @param voteLongevity blocks for which a vote on code may wait in the pool
   */
  public Paras(
      PalletContext context,
      FrameSystem system,
      Configuration configuration,
      ParasShared shared,
      LongSupplier voteLongevity) {
    this.system = system;
    this.configuration = configuration;
    this.shared = shared;
    this.voteLongevity = voteLongevity;
    var code = Codecs.bytes(Integer.MAX_VALUE);
    var ids = Codecs.list(Codecs.U32, MAX_PARAS);
    var scheduled = Codecs.list(Codecs.pair(Codecs.U32, Codecs.U32), MAX_PARAS);
    Hasher twox = Hasher.TWOX_64_CONCAT;
    pvfActiveVoteMap =
        context.optionalMap("PvfActiveVoteMap", twox, Hash256.CODEC, PvfCheckVoteCodec.CODEC);
    pvfActiveVoteList =
        context.value("PvfActiveVoteList", Codecs.list(Hash256.CODEC, MAX_VOTES), List.of());
    parachains = context.value("Parachains", ids, List.of());
    paraLifecycles =
        context.optionalMap("ParaLifecycles", twox, Codecs.U32, ParaLifecycleCodec.CODEC);
    heads = context.optionalMap("Heads", twox, Codecs.U32, code);
    mostRecentContext = context.optionalMap("MostRecentContext", twox, Codecs.U32, Codecs.U32);
    currentCodeHash = context.optionalMap("CurrentCodeHash", twox, Codecs.U32, Hash256.CODEC);
    pastCodeHash =
        context.optionalMap(
            "PastCodeHash", twox, Codecs.pair(Codecs.U32, Codecs.U32), Hash256.CODEC);
    pastCodeMeta =
        context.map(
            "PastCodeMeta", twox, Codecs.U32, ParaPastCodeMetaCodec.CODEC, ParaPastCodeMeta.NONE);
    pastCodePruning = context.value("PastCodePruning", scheduled, List.of());
    futureCodeUpgrades = context.optionalMap("FutureCodeUpgrades", twox, Codecs.U32, Codecs.U32);
    futureCodeUpgradesAt = context.value("FutureCodeUpgradesAt", scheduled, List.of());
    futureCodeHash = context.optionalMap("FutureCodeHash", twox, Codecs.U32, Hash256.CODEC);
    upgradeGoAheadSignal =
        context.optionalMap("UpgradeGoAheadSignal", twox, Codecs.U32, UpgradeGoAheadCodec.CODEC);
    upgradeRestrictionSignal =
        context.optionalMap(
            "UpgradeRestrictionSignal", twox, Codecs.U32, UpgradeRestrictionCodec.CODEC);
    upgradeCooldowns = context.value("UpgradeCooldowns", scheduled, List.of());
    upcomingUpgrades = context.value("UpcomingUpgrades", scheduled, List.of());
    actionsQueue = context.map("ActionsQueue", twox, Codecs.U32, ids, List.of());
    upcomingParasGenesis =
        context.optionalMap("UpcomingParasGenesis", twox, Codecs.U32, ParaGenesisArgsCodec.CODEC);
    codeByHashRefs = context.map("CodeByHashRefs", Hasher.IDENTITY, Hash256.CODEC, Codecs.U32, 0);
    codeByHash = context.optionalMap("CodeByHash", Hasher.IDENTITY, Hash256.CODEC, code);
    context.constant("UnsignedPriority", Codecs.U64, -1L);
  }

  // What root may do

  /** Sets the code of a parachain at once. Origin: root. */
  @Dispatchable(index = 0, refTime = 100_000_000, dispatchClass = DispatchClass.OPERATIONAL)
  void forceSetCurrentCode(Origin origin, int para, Bytes newCode) throws DispatchFailure {
    origin.ensureRoot();
    setCurrentCode(para, refer(newCode), system.number.get());
    system.deposit(new Event.CurrentCodeUpdated(para));
  }

  /** Sets the head of a parachain at once. Origin: root. */
  @Dispatchable(index = 1, refTime = 100_000_000, dispatchClass = DispatchClass.OPERATIONAL)
  void forceSetCurrentHead(Origin origin, int para, Bytes newHead) throws DispatchFailure {
    origin.ensureRoot();
    heads.set(para, newHead);
    system.deposit(new Event.CurrentHeadUpdated(para));
  }

  /** Plans an upgrade as if it was asked for in a given relay block. Origin: root. */
  @Dispatchable(index = 2, refTime = 200_000_000, dispatchClass = DispatchClass.OPERATIONAL)
  void forceScheduleCodeUpgrade(Origin origin, int para, Bytes newCode, int relayParentNumber)
      throws DispatchFailure {
    origin.ensureRoot();
    HostConfiguration limits = configuration.activeConfig.get();
    ensure(newCode.size() <= limits.maxCodeSize(), Error.INVALID_CODE);
    scheduleCodeUpgrade(para, newCode, relayParentNumber, UpgradeStrategy.APPLY_AT_EXPECTED_BLOCK);
    system.deposit(new Event.CodeUpgradeScheduled(para));
  }

  /** Notes a head as if a candidate had brought it in this block. Origin: root. */
  @Dispatchable(index = 3, refTime = 100_000_000, dispatchClass = DispatchClass.OPERATIONAL)
  void forceNoteNewHead(Origin origin, int para, Bytes newHead) throws DispatchFailure {
    origin.ensureRoot();
    noteNewHead(para, newHead, system.number.get());
    system.deposit(new Event.NewHeadNoted(para));
  }

  /** Lets the lifecycle of a parachain go on in the next session. Origin: root. */
  @Dispatchable(index = 4, refTime = 50_000_000, dispatchClass = DispatchClass.OPERATIONAL)
  void forceQueueAction(Origin origin, int para) throws DispatchFailure {
    origin.ensureRoot();
    int next = shared.currentSessionIndex.get() + 1;
    queueAction(next, para);
    system.deposit(new Event.ActionQueued(para, next));
  }

  /**
   * Keeps code that nobody uses yet; a vote on it ends with its acceptance. Origin: root, who
   * answers for it.
   */
  @Dispatchable(index = 5, refTime = 200_000_000, dispatchClass = DispatchClass.OPERATIONAL)
  void addTrustedValidationCode(Origin origin, Bytes validationCode) throws DispatchFailure {
    origin.ensureRoot();
    Hash256 hash = hash(validationCode);
    Optional<PvfCheckVote> vote = pvfActiveVoteMap.find(hash);
    if (vote.isPresent()) {
      endVote(hash);
      accept(hash, vote.get().causes(), vote.get().age());
    } else if (!codeByHash.contains(hash)) {
      codeByHash.set(hash, validationCode);
    }
  }

  /** Removes code that nobody uses. Origin: root. */
  @Dispatchable(index = 6, refTime = 50_000_000, dispatchClass = DispatchClass.OPERATIONAL)
  void pokeUnusedValidationCode(Origin origin, Hash256 validationCodeHash) throws DispatchFailure {
    origin.ensureRoot();
    if (codeByHashRefs.get(validationCodeHash) == 0) {
      codeByHash.remove(validationCodeHash);
    }
  }

  /** Sets the relay block that a parachain's head was built on. Origin: root. */
  @Dispatchable(index = 8, refTime = 50_000_000, dispatchClass = DispatchClass.OPERATIONAL)
  void forceSetMostRecentContext(Origin origin, int para, int context) throws DispatchFailure {
    origin.ensureRoot();
    mostRecentContext.set(para, context);
  }

  // Votes on code

  /** Counts a validator's vote on code; the last one needed decides. Origin: none. */
  @Dispatchable(index = 7, refTime = 200_000_000, proofSize = 16_000)
  void includePvfCheckStatement(Origin origin, PvfCheckStatement stmt, @Size(64) Bytes signature)
      throws DispatchFailure {
    origin.ensureNone();
    int session = shared.currentSessionIndex.get();
    ensure(stmt.sessionIndex() >= session, Error.PVF_CHECK_STATEMENT_STALE);
    ensure(stmt.sessionIndex() <= session, Error.PVF_CHECK_STATEMENT_FUTURE);
    Optional<Bytes> validator = validator(stmt);
    ensure(validator.isPresent(), Error.PVF_CHECK_VALIDATOR_INDEX_OUT_OF_BOUNDS);
    ensure(signed(stmt, signature, validator.get()), Error.PVF_CHECK_INVALID_SIGNATURE);
    Optional<PvfCheckVote> found = pvfActiveVoteMap.find(stmt.subject());
    ensure(found.isPresent(), Error.PVF_CHECK_SUBJECT_INVALID);
    ensure(
        found.get().covers(stmt.validatorIndex()), Error.PVF_CHECK_VALIDATOR_INDEX_OUT_OF_BOUNDS);
    ensure(!found.get().has(stmt.validatorIndex()), Error.PVF_CHECK_DOUBLE_VOTE);
    PvfCheckVote vote = found.get().with(stmt.validatorIndex(), stmt.accept());
    if (vote.accepted()) {
      endVote(stmt.subject());
      accept(stmt.subject(), vote.causes(), vote.age());
    } else if (vote.rejected()) {
      endVote(stmt.subject());
      reject(stmt.subject(), vote.causes());
    } else {
      pvfActiveVoteMap.set(stmt.subject(), vote);
    }
  }

  private Optional<Bytes> validator(PvfCheckStatement stmt) {
    List<Bytes> validators = shared.activeValidatorKeys.get();
    int index = stmt.validatorIndex();
    return index >= 0 && index < validators.size()
        ? Optional.of(validators.get(index))
        : Optional.empty();
  }

  private boolean signed(PvfCheckStatement stmt, Bytes signature, Bytes validator) {
    return system
        .host()
        .sr25519Verify(
            signature.unsafeArray(), stmt.signingPayload().unsafeArray(), validator.unsafeArray());
  }

  @Override
  public Optional<ValidTransaction> validateUnsigned(TransactionSource source, Call call)
      throws TransactionRefused {
    if (!(call instanceof ParasCall.IncludePvfCheckStatement vote)) {
      return Optional.empty();
    }
    PvfCheckStatement stmt = vote.stmt();
    int session = shared.currentSessionIndex.get();
    if (stmt.sessionIndex() != session) {
      throw TransactionRefused.of(
          stmt.sessionIndex() < session
              ? new InvalidTransaction.Stale()
              : new InvalidTransaction.Future());
    }
    Optional<Bytes> validator = validator(stmt);
    if (validator.isEmpty()) {
      throw TransactionRefused.of(new InvalidTransaction.Custom(BAD_VALIDATOR_INDEX));
    }
    if (!signed(stmt, vote.signature(), validator.get())) {
      throw TransactionRefused.of(new InvalidTransaction.BadProof());
    }
    Optional<PvfCheckVote> found = pvfActiveVoteMap.find(stmt.subject());
    if (found.isEmpty()) {
      throw TransactionRefused.of(new InvalidTransaction.Custom(BAD_SUBJECT));
    }
    if (!found.get().covers(stmt.validatorIndex())) {
      throw TransactionRefused.of(new InvalidTransaction.Custom(BAD_VALIDATOR_INDEX));
    }
    if (found.get().has(stmt.validatorIndex())) {
      throw TransactionRefused.of(new InvalidTransaction.Custom(DOUBLE_VOTE));
    }
    Bytes tag =
        new ScaleWriter(72)
            .string("PvfPreCheckingVote")
            .u32(stmt.sessionIndex())
            .u32(stmt.validatorIndex())
            .raw(stmt.subject().bytes())
            .toBytes();
    return Optional.of(
        new ValidTransaction(-1L, List.of(), List.of(tag), voteLongevity.getAsLong(), true));
  }

  /**
   * Sees to it that code is checked before anybody uses it, and counts one user more of it. Code
   * that the chain has is checked already.
   */
  private void check(PvfCheckCause cause, Hash256 hash, Bytes code) {
    system.deposit(new Event.PvfCheckStarted(hash, cause.paraId()));
    Optional<PvfCheckVote> vote = pvfActiveVoteMap.find(hash);
    if (vote.isPresent()) {
      pvfActiveVoteMap.set(hash, vote.get().with(cause));
    } else if (codeByHash.contains(hash)) {
      accept(hash, List.of(cause), 0);
    } else {
      int validators = shared.activeValidatorKeys.get().size();
      pvfActiveVoteMap.set(hash, PvfCheckVote.begun(system.number.get(), validators, cause));
      List<Hash256> votes = new ArrayList<>(pvfActiveVoteList.get());
      votes.add(hash);
      votes.sort(Hash256::compareTo);
      pvfActiveVoteList.set(votes);
    }
    refer(code);
  }

  private void endVote(Hash256 hash) {
    pvfActiveVoteMap.remove(hash);
    pvfActiveVoteList.set(
        pvfActiveVoteList.get().stream().filter(other -> !other.equals(hash)).toList());
  }

  private void accept(Hash256 hash, List<PvfCheckCause> causes, int sessions) {
    for (PvfCheckCause cause : causes) {
      system.deposit(new Event.PvfCheckAccepted(hash, cause.paraId()));
      switch (cause) {
        case PvfCheckCause.Onboarding onboarding ->
            queueAction(
                shared.currentSessionIndex.get() + Math.max(SESSION_DELAY - sessions, 1),
                onboarding.paraId());
        case PvfCheckCause.Upgrade upgrade -> planUpgrade(upgrade, hash);
      }
    }
  }

  private void planUpgrade(PvfCheckCause.Upgrade upgrade, Hash256 hash) {
    HostConfiguration delays = configuration.activeConfig.get();
    // Soon after the last vote would leave the parachain no time to get ready.
    int expected =
        Math.max(
            upgrade.includedAt() + delays.validationUpgradeDelay(),
            system.number.get() + delays.minimumValidationUpgradeDelay());
    switch (upgrade.upgradeStrategy()) {
      case SET_GO_AHEAD_SIGNAL -> {
        futureCodeUpgrades.set(upgrade.id(), expected);
        Schedule.add(upcomingUpgrades, upgrade.id(), expected);
      }
      case APPLY_AT_EXPECTED_BLOCK -> Schedule.add(futureCodeUpgradesAt, upgrade.id(), expected);
    }
    log(new ParachainsConsensusLog.ParaScheduleUpgradeCode(upgrade.id(), hash, expected));
  }

  private void reject(Hash256 hash, List<PvfCheckCause> causes) {
    for (PvfCheckCause cause : causes) {
      release(hash);
      system.deposit(new Event.PvfCheckRejected(hash, cause.paraId()));
      switch (cause) {
        case PvfCheckCause.Onboarding onboarding -> {
          upcomingParasGenesis.remove(onboarding.paraId());
          currentCodeHash.remove(onboarding.paraId());
          paraLifecycles.remove(onboarding.paraId());
        }
        case PvfCheckCause.Upgrade upgrade -> {
          upgradeGoAheadSignal.set(upgrade.id(), UpgradeGoAhead.ABORT);
          futureCodeHash.remove(upgrade.id());
        }
      }
    }
  }

  private void log(ParachainsConsensusLog message) {
    system.depositLog(
        new DigestItem.Consensus(
            ParachainsConsensusLog.ENGINE,
            ParachainsConsensusLogCodec.CODEC.encodeToBytes(message)));
  }

  // Code

  private Hash256 hash(Bytes code) {
    return Hash256.of(system.host().blake2b256(code.unsafeArray()));
  }

  /** Counts one user more of the code, and keeps it for the first one. */
  private Hash256 refer(Bytes code) {
    Hash256 hash = hash(code);
    int users = codeByHashRefs.get(hash);
    if (users == 0) {
      codeByHash.set(hash, code);
    }
    codeByHashRefs.set(hash, users + 1);
    return hash;
  }

  /** Counts one user less of the code, and removes it after the last one. */
  private void release(Hash256 hash) {
    int users = codeByHashRefs.get(hash);
    if (users > 1) {
      codeByHashRefs.set(hash, users - 1);
    } else {
      codeByHashRefs.remove(hash);
      codeByHash.remove(hash);
    }
  }

  public Optional<Bytes> currentCode(int paraId) {
    return currentCodeHash.find(paraId).flatMap(codeByHash::find);
  }

  /**
   * @param at the relay block for which the change was planned
   */
  private void setCurrentCode(int paraId, Hash256 next, int at) {
    Optional<Hash256> previous = currentCodeHash.find(paraId);
    currentCodeHash.set(paraId, next);
    log(new ParachainsConsensusLog.ParaUpgradeCode(paraId, next));
    previous.ifPresent(hash -> notePastCode(paraId, at, hash));
  }

  /** Who approves and disputes old candidates needs old code. */
  private void notePastCode(int paraId, int at, Hash256 hash) {
    int now = system.number.get();
    pastCodeMeta.set(paraId, pastCodeMeta.get(paraId).with(at, now));
    pastCodeHash.set(Map.entry(paraId, at), hash);
    Schedule.add(pastCodePruning, paraId, now);
  }

  private void prunePastCode(int now) {
    int oldest = now - configuration.activeConfig.get().codeRetentionPeriod() - 1;
    if (oldest < 0) {
      return;
    }
    Schedule.due(
        pastCodePruning,
        oldest,
        paraId -> {
          ParaPastCodeMeta meta = pastCodeMeta.get(paraId);
          List<ParaPastCodeMeta.ReplacementTimes> old = meta.upTo(oldest);
          for (ParaPastCodeMeta.ReplacementTimes times : old) {
            pastCodeHash.take(Map.entry(paraId, times.expectedAt())).ifPresent(this::release);
          }
          ParaPastCodeMeta left = meta.without(old);
          if (left.upgradeTimes().isEmpty() && !heads.contains(paraId)) {
            pastCodeMeta.remove(paraId);
          } else {
            pastCodeMeta.set(paraId, left);
          }
        });
  }

  /** Whether the para may announce new code now. */
  public boolean canUpgrade(int paraId) {
    return !futureCodeHash.contains(paraId) && !upgradeRestrictionSignal.contains(paraId);
  }

  /**
   * Plans a code change, once validators have accepted the code: the first candidate built after
   * the planned block applies it.
   *
   * @param includedAt the relay block that included the candidate which asked for it
   */
  public void scheduleCodeUpgrade(
      int paraId, Bytes code, int includedAt, UpgradeStrategy strategy) {
    Hash256 hash = hash(code);
    if (code.size() < MIN_CODE_SIZE
        || futureCodeHash.contains(paraId)
        || currentCodeHash.find(paraId).filter(hash::equals).isPresent()) {
      return;
    }
    futureCodeHash.set(paraId, hash);
    upgradeRestrictionSignal.set(paraId, UpgradeRestriction.PRESENT);
    int cooldown = configuration.activeConfig.get().validationUpgradeCooldown();
    Schedule.add(upgradeCooldowns, paraId, includedAt + cooldown);
    check(new PvfCheckCause.Upgrade(paraId, includedAt, strategy), hash, code);
  }

  // Blocks

  /** Prunes old code, gives the signals that are due in block {@code now}, and applies upgrades. */
  public void onBlock(int now) {
    prunePastCode(now);
    Schedule.due(
        upcomingUpgrades, now, para -> upgradeGoAheadSignal.set(para, UpgradeGoAhead.GO_AHEAD));
    Schedule.due(
        futureCodeUpgradesAt,
        now,
        para -> futureCodeHash.take(para).ifPresent(hash -> setCurrentCode(para, hash, now)));
  }

  /** Lifts the restrictions that end with block {@code now}. */
  public void onBlockEnd(int now) {
    Schedule.due(upgradeCooldowns, now, upgradeRestrictionSignal::remove);
  }

  /** Enacts a head that was built on the relay block {@code executionContext}. */
  public void noteNewHead(int paraId, Bytes head, int executionContext) {
    heads.set(paraId, head);
    mostRecentContext.set(paraId, executionContext);
    Optional<Integer> expected = futureCodeUpgrades.find(paraId);
    if (expected.isEmpty()) {
      // Nothing is planned: at most, the para has heard of the abortion by now.
      upgradeGoAheadSignal.remove(paraId);
    } else if (expected.get() <= executionContext) {
      futureCodeUpgrades.remove(paraId);
      upgradeGoAheadSignal.remove(paraId);
      futureCodeHash.take(paraId).ifPresent(hash -> setCurrentCode(paraId, hash, expected.get()));
    }
  }

  // Life

  /** Registers a parachain before the first block; its code is trusted. */
  public void genesis(int paraId, Bytes head, Bytes code) {
    currentCodeHash.set(paraId, refer(code));
    begin(paraId, head, true);
  }

  private void begin(int paraId, Bytes head, boolean parachain) {
    if (parachain) {
      List<Integer> ids = new ArrayList<>(parachains.get());
      ids.add(paraId);
      ids.sort(Integer::compare);
      parachains.set(ids);
    }
    paraLifecycles.set(paraId, parachain ? ParaLifecycle.PARACHAIN : ParaLifecycle.PARATHREAD);
    heads.set(paraId, head);
    mostRecentContext.set(paraId, 0);
  }

  /**
   * Asks for a parachain to begin: when validators have accepted its code, two sessions from now.
   */
  public void scheduleInitialize(int paraId, ParaGenesisArgs genesis) throws DispatchFailure {
    ensure(
        !paraLifecycles.contains(paraId) && !genesis.validationCode().isEmpty(),
        Error.CANNOT_ONBOARD);
    paraLifecycles.set(paraId, ParaLifecycle.ONBOARDING);
    // The code is stored by its hash already.
    upcomingParasGenesis.set(
        paraId, new ParaGenesisArgs(genesis.genesisHead(), Bytes.EMPTY, genesis.paraKind()));
    Hash256 hash = hash(genesis.validationCode());
    currentCodeHash.set(paraId, hash);
    check(new PvfCheckCause.Onboarding(paraId), hash, genesis.validationCode());
  }

  private void queueAction(int session, int paraId) {
    List<Integer> queue = new ArrayList<>(actionsQueue.get(session));
    if (!queue.contains(paraId)) {
      queue.add(paraId);
      queue.sort(Integer::compare);
      actionsQueue.set(session, queue);
    }
  }

  /**
   * Begins the parachains whose time it is, and starts the votes on code over with the new
   * session's validators; a vote that is too old is lost.
   *
   * @param validators how many are active in the new session
   */
  public void onNewSession(int session, int validators, HostConfiguration limits) {
    for (int paraId : actionsQueue.take(session).orElse(List.of())) {
      boolean onboarding =
          paraLifecycles.find(paraId).filter(ParaLifecycle.ONBOARDING::equals).isPresent();
      if (onboarding) {
        upcomingParasGenesis
            .take(paraId)
            .ifPresent(genesis -> begin(paraId, genesis.genesisHead(), genesis.paraKind()));
      }
    }
    for (Hash256 subject : pvfActiveVoteList.get()) {
      PvfCheckVote vote = pvfActiveVoteMap.find(subject).orElseThrow().inNextSession(validators);
      if (vote.age() < limits.pvfVotingTtl()) {
        pvfActiveVoteMap.set(subject, vote);
      } else {
        endVote(subject);
        reject(subject, vote.causes());
      }
    }
  }
}
