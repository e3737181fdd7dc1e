package io.braid.frame.system;

import static io.braid.frame.DispatchFailure.ensure;

import io.braid.frame.DispatchFailure;
import io.braid.frame.Dispatchable;
import io.braid.frame.Origin;
import io.braid.frame.Pallet;
import io.braid.frame.PalletContext;
import io.braid.frame.PalletError;
import io.braid.frame.PalletEvent;
import io.braid.frame.RuntimeTypes;
import io.braid.frame.Unbounded;
import io.braid.frame.storage.Hasher;
import io.braid.frame.storage.StorageMap;
import io.braid.frame.storage.StorageValue;
import io.braid.primitives.AccountId;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.primitives.StateVersion;
import io.braid.runtime.api.Digest;
import io.braid.runtime.api.DigestItem;
import io.braid.runtime.api.DispatchClass;
import io.braid.runtime.api.DispatchError;
import io.braid.runtime.api.Header;
import io.braid.runtime.api.Host;
import io.braid.runtime.api.RuntimeVersion;
import io.braid.runtime.api.RuntimeVersionCodec;
import io.braid.runtime.api.Weight;
import io.braid.scale.Codec;
import io.braid.scale.Codecs;
import io.braid.scale.Decoded;
import io.braid.scale.ScaleReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The pallet that every runtime has. */
@Pallet(crate = "frame_system")
public final class FrameSystem {
  private static final Bytes CODE = Bytes.utf8(":code");
  private static final Bytes HEAP_PAGES = Bytes.utf8(":heappages");
  private static final Bytes EXTRINSIC_INDEX = Bytes.utf8(":extrinsic_index");

  /** What the genesis block has for a parent, before there is one. */
  private static final Hash256 BEFORE_GENESIS = Hash256.fromHex("0x" + "45".repeat(32));

  /** What happened to accounts, extrinsics and the code. */
  public sealed interface Event extends PalletEvent {
    /** An extrinsic completed successfully. */
    record ExtrinsicSuccess(DispatchEventInfo dispatchInfo) implements Event {}

    /** An extrinsic failed. */
    record ExtrinsicFailed(DispatchError dispatchError, DispatchEventInfo dispatchInfo)
        implements Event {}

    /** The runtime's code was updated. */
    record CodeUpdated() implements Event {}

    /** A new account was created. */
    record NewAccount(AccountId account) implements Event {}

    /** An account was reaped. */
    record KilledAccount(AccountId account) implements Event {}

    /** A remark was made on chain. */
    record Remarked(AccountId sender, Hash256 hash) implements Event {}
  }

  /** Why the code or an account cannot be changed. */
  public enum Error implements PalletError {
    /** The name of the new code's specification differs from the current one. */
    INVALID_SPEC_NAME,
    /** The new code's version is not above the current one. */
    SPEC_VERSION_NEEDS_TO_INCREASE,
    /** The new code is no runtime: it has no readable version. */
    FAILED_TO_EXTRACT_RUNTIME_VERSION,
    /** The account still has data of its own. */
    NON_DEFAULT_COMPOSITE,
    /** Something still refers to the account. */
    NON_ZERO_REF_COUNT,
    /** The chain does not allow this call from this origin. */
    CALL_FILTERED
  }

  /** The full account information for a particular account ID. */
  public final StorageMap<AccountId, AccountInfo> account;

  /** Total extrinsics count for the current block. */
  public final StorageValue<Integer> extrinsicCount;

  /** The current weight for the block. */
  public final StorageValue<PerDispatchClass> blockWeight;

  /** Total length (in bytes) for all extrinsics put together, for the current block. */
  public final StorageValue<Integer> allExtrinsicsLen;

  /** Map of block numbers to block hashes. */
  public final StorageMap<Integer, Hash256> blockHash;

  /** Extrinsics data for the current block (maps an extrinsic's index to its data). */
  public final StorageMap<Integer, Bytes> extrinsicData;

  /** The current block number being processed. */
  public final StorageValue<Integer> number;

  /** Hash of the previous block. */
  public final StorageValue<Hash256> parentHash;

  /** Digest of the current block, also part of the block header. */
  public final StorageValue<Digest> digest;

  /**
   * Events deposited for the current block. Unbounded, but emptied at the start of every block, and
   * the block's weight bounds what can be added.
   */
  @Unbounded public final StorageValue<List<EventRecord>> events;

  /** The number of events in the events list. */
  public final StorageValue<Integer> eventCount;

  /** The spec version and name under which the last block was made. */
  public final StorageValue<LastRuntimeUpgradeInfo> lastRuntimeUpgrade;

  /** True: accounts count their references in u32. Clients of old chains look at it. */
  final StorageValue<Boolean> upgradedToU32RefCount;

  /** True: accounts have three kinds of references. Clients of old chains look at it. */
  final StorageValue<Boolean> upgradedToTripleRefCount;

  /** The execution phase of the block. */
  public final StorageValue<Phase> executionPhase;

  private final Host host;
  private final SystemConfig config;
  private final Codec<EventRecord> eventRecord;
  private final OnSetCode onSetCode;

  /** The system of a chain that applies new code at once. */
  public FrameSystem(PalletContext context, RuntimeTypes types, SystemConfig config) {
    this(context, types, config, OnSetCode.AT_ONCE);
  }

  public FrameSystem(
      PalletContext context, RuntimeTypes types, SystemConfig config, OnSetCode onSetCode) {
    this.onSetCode = onSetCode;
    this.config = config;
    host = context.storage().host();
    eventRecord = EventRecord.codec(types);
    account =
        context.map(
            "Account",
            Hasher.BLAKE2_128_CONCAT,
            AccountId.CODEC,
            AccountInfoCodec.CODEC,
            AccountInfo.EMPTY);
    extrinsicCount = context.optionalValue("ExtrinsicCount", Codecs.U32);
    blockWeight = context.value("BlockWeight", PerDispatchClassCodec.CODEC, PerDispatchClass.ZERO);
    allExtrinsicsLen = context.optionalValue("AllExtrinsicsLen", Codecs.U32);
    blockHash =
        context.map("BlockHash", Hasher.TWOX_64_CONCAT, Codecs.U32, Hash256.CODEC, Hash256.ZERO);
    extrinsicData =
        context.map(
            "ExtrinsicData",
            Hasher.TWOX_64_CONCAT,
            Codecs.U32,
            Codecs.bytes(Integer.MAX_VALUE),
            Bytes.EMPTY);
    number = context.value("Number", Codecs.U32, 0);
    parentHash = context.value("ParentHash", Hash256.CODEC, Hash256.ZERO);
    digest = context.value("Digest", io.braid.runtime.api.DigestCodec.CODEC, Digest.EMPTY);
    events = context.value("Events", Codecs.list(eventRecord, Integer.MAX_VALUE), List.of());
    eventCount = context.value("EventCount", Codecs.U32, 0);
    lastRuntimeUpgrade =
        context.optionalValue("LastRuntimeUpgrade", LastRuntimeUpgradeInfoCodec.CODEC);
    upgradedToU32RefCount = context.value("UpgradedToU32RefCount", Codecs.BOOL, false);
    upgradedToTripleRefCount = context.value("UpgradedToTripleRefCount", Codecs.BOOL, false);
    executionPhase = context.optionalValue("ExecutionPhase", PhaseCodec.CODEC);
    context.constant("BlockWeights", BlockWeightsCodec.CODEC, config.blockWeights());
    context.constant("BlockLength", BlockLengthCodec.CODEC, config.blockLength());
    context.constant("BlockHashCount", Codecs.U32, config.blockHashCount());
    context.constant("DbWeight", RuntimeDbWeightCodec.CODEC, config.dbWeight());
    context.constant("Version", RuntimeVersionCodec.CODEC, config.version());
    context.constant("SS58Prefix", Codecs.U16, config.ss58Prefix());
  }

  public SystemConfig config() {
    return config;
  }

  public Host host() {
    return host;
  }

  // Calls

  /** Makes a remark: its bytes stay in the block, not in the state. */
  @Dispatchable(index = 0, refTime = 10_000_000)
  void remark(Origin origin, Bytes remark) throws DispatchFailure {
    origin.ensureSigned();
  }

  /** Sets the number of pages in the WebAssembly environment's heap. */
  @Dispatchable(index = 1, refTime = 150_000_000, dispatchClass = DispatchClass.OPERATIONAL)
  void setHeapPages(Origin origin, long pages) throws DispatchFailure {
    origin.ensureRoot();
    host.set(HEAP_PAGES, Codecs.U64.encodeToBytes(pages));
    depositLog(new DigestItem.RuntimeEnvironmentUpdated());
  }

  /** Sets the new runtime code. */
  @Dispatchable(index = 2, refTime = 100_000_000_000L, dispatchClass = DispatchClass.OPERATIONAL)
  void setCode(Origin origin, Bytes code) throws DispatchFailure {
    origin.ensureRoot();
    checkVersion(code);
    onSetCode.setCode(this, code);
  }

  /** New code must be this runtime's own next version. */
  private void checkVersion(Bytes code) throws DispatchFailure {
    RuntimeVersion current = config.version();
    Optional<Bytes> declared = host.runtimeVersion(code);
    if (declared.isEmpty()
        || !(RuntimeVersionCodec.CODEC.tryDecode(declared.get())
            instanceof Decoded.Value<RuntimeVersion> next)) {
      throw DispatchFailure.of(Error.FAILED_TO_EXTRACT_RUNTIME_VERSION);
    }
    ensure(next.value().specName().equals(current.specName()), Error.INVALID_SPEC_NAME);
    ensure(
        next.value().specVersion() > current.specVersion(), Error.SPEC_VERSION_NEEDS_TO_INCREASE);
  }

  /** Sets the new runtime code without checking its name and version. */
  @Dispatchable(index = 3, refTime = 100_000_000_000L, dispatchClass = DispatchClass.OPERATIONAL)
  void setCodeWithoutChecks(Origin origin, Bytes code) throws DispatchFailure {
    origin.ensureRoot();
    onSetCode.setCode(this, code);
  }

  /** Sets some items of storage. */
  @Dispatchable(index = 4, weight = "setStorageWeight", dispatchClass = DispatchClass.OPERATIONAL)
  void setStorage(Origin origin, List<Map.Entry<Bytes, Bytes>> items) throws DispatchFailure {
    origin.ensureRoot();
    for (Map.Entry<Bytes, Bytes> item : items) {
      host.set(item.getKey(), item.getValue());
    }
  }

  Weight setStorageWeight(List<Map.Entry<Bytes, Bytes>> items) {
    return config.dbWeight().of(0, items.size()).add(new Weight(10_000_000, 0));
  }

  /** Kills some items from storage. */
  @Dispatchable(index = 5, weight = "killStorageWeight", dispatchClass = DispatchClass.OPERATIONAL)
  void killStorage(Origin origin, List<Bytes> keys) throws DispatchFailure {
    origin.ensureRoot();
    keys.forEach(host::clear);
  }

  Weight killStorageWeight(List<Bytes> keys) {
    return config.dbWeight().of(0, keys.size()).add(new Weight(10_000_000, 0));
  }

  /** Kills all storage items with a key that starts with the given prefix. */
  @Dispatchable(index = 6, weight = "killPrefixWeight", dispatchClass = DispatchClass.OPERATIONAL)
  void killPrefix(Origin origin, Bytes prefix, int subkeys) throws DispatchFailure {
    origin.ensureRoot();
    host.clearPrefix(prefix, OptionalInt.of(subkeys));
  }

  Weight killPrefixWeight(Bytes prefix, int subkeys) {
    return config.dbWeight().of(subkeys, subkeys).add(new Weight(10_000_000, 0));
  }

  /** Makes a remark and emits an event with its hash. */
  @Dispatchable(index = 7, refTime = 15_000_000)
  void remarkWithEvent(Origin origin, Bytes remark) throws DispatchFailure {
    AccountId sender = origin.ensureSigned();
    deposit(new Event.Remarked(sender, Hash256.of(host.blake2b256(remark.unsafeArray()))));
  }

  // Code

  /** Replaces the runtime's code at once. */
  public void updateCode(Bytes code) {
    host.set(CODE, code);
    depositLog(new DigestItem.RuntimeEnvironmentUpdated());
    deposit(new Event.CodeUpdated());
  }

  // The block in progress

  /** Opens block {@code blockNumber} on {@code parent}. */
  public void initialize(int blockNumber, Hash256 parent, Digest preRuntime) {
    executionPhase.set(new Phase.Initialization());
    host.set(EXTRINSIC_INDEX, Codecs.U32.encodeToBytes(0));
    number.set(blockNumber);
    digest.set(preRuntime);
    parentHash.set(parent);
    blockHash.set(blockNumber - 1, parent);
    blockWeight.clear();
  }

  public void resetEvents() {
    events.clear();
    eventCount.clear();
  }

  public void noteFinishedInitialize() {
    executionPhase.set(new Phase.ApplyExtrinsic(0));
  }

  /** Keeps the extrinsic for the extrinsics root. {@code encoded} has its length in front. */
  public void noteExtrinsic(Bytes encoded) {
    extrinsicData.set(extrinsicIndex(), encoded);
  }

  public void noteAppliedExtrinsic(Optional<DispatchError> error, DispatchEventInfo info) {
    deposit(
        error.isPresent()
            ? new Event.ExtrinsicFailed(error.get(), info)
            : new Event.ExtrinsicSuccess(info));
    int next = extrinsicIndex() + 1;
    host.set(EXTRINSIC_INDEX, Codecs.U32.encodeToBytes(next));
    executionPhase.set(new Phase.ApplyExtrinsic(next));
  }

  public void noteFinishedExtrinsics() {
    extrinsicCount.set(extrinsicIndex());
    host.clear(EXTRINSIC_INDEX);
    executionPhase.set(new Phase.Finalization());
  }

  /** The position of the extrinsic in progress. */
  public int extrinsicIndex() {
    return host.get(EXTRINSIC_INDEX).map(Codecs.U32::decodeAll).orElse(0);
  }

  /** Closes the block and gives its header, without a seal. */
  public Header finalizeBlock() {
    executionPhase.clear();
    allExtrinsicsLen.clear();
    int count = extrinsicCount.take().orElse(0);
    List<Bytes> extrinsics = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      extrinsics.add(extrinsicData.take(i).orElse(Bytes.EMPTY));
    }
    Hash256 extrinsicsRoot = host.orderedTrieRoot(extrinsics, extrinsicsVersion());
    int current = number.get();
    int stale = current - config.blockHashCount() - 1;
    if (stale > 0) {
      blockHash.remove(stale);
    }
    return new Header(
        parentHash.get(), current, host.storageRoot(stateVersion()), extrinsicsRoot, digest.get());
  }

  public StateVersion stateVersion() {
    return config.version().systemVersion() >= 1 ? StateVersion.V1 : StateVersion.V0;
  }

  private StateVersion extrinsicsVersion() {
    return config.version().systemVersion() >= 2 ? StateVersion.V1 : StateVersion.V0;
  }

  /** Adds an item to the header's digest. */
  public void depositLog(DigestItem item) {
    digest.append(io.braid.runtime.api.DigestItemCodec.CODEC.encodeToBytes(item));
  }

  /** Tells the world that something happened. Genesis has no events. */
  public void deposit(PalletEvent event) {
    if (number.get() == 0) {
      return;
    }
    Phase phase = executionPhase.find().orElse(new Phase.Finalization());
    eventCount.set(eventCount.get() + 1);
    events.append(eventRecord.encodeToBytes(new EventRecord(phase, event, List.of())));
  }

  /** Accounts for work that is not an extrinsic's own. */
  public void registerExtraWeight(Weight weight, DispatchClass dispatchClass) {
    PerDispatchClass used = blockWeight.get();
    blockWeight.set(used.with(dispatchClass, used.of(dispatchClass).add(weight)));
  }

  // Accounts

  public AccountInfo accountOf(AccountId who) {
    return account.get(who);
  }

  /** One more pallet keeps the account alive; the first creates it. */
  public void incrementProviders(AccountId who) {
    AccountInfo info = account.get(who);
    account.set(who, info.withProviders(info.providers() + 1));
    if (!info.alive()) {
      deposit(new Event.NewAccount(who));
    }
  }

  /**
   * One pallet less keeps the account alive; with the last, it is gone.
   *
   * @throws DispatchFailure ConsumerRemaining when somebody relies on the account
   */
  public void decrementProviders(AccountId who) throws DispatchFailure {
    AccountInfo info = account.get(who);
    boolean last = info.providers() <= 1 && info.sufficients() == 0;
    if (last && info.consumers() > 0) {
      throw DispatchFailure.of(new DispatchError.ConsumerRemaining());
    }
    if (last) {
      account.remove(who);
      deposit(new Event.KilledAccount(who));
    } else {
      account.set(who, info.withProviders(Math.max(0, info.providers() - 1)));
    }
  }

  /**
   * One more pallet relies on the account.
   *
   * @throws DispatchFailure NoProviders when the account is not alive
   */
  public void incrementConsumers(AccountId who) throws DispatchFailure {
    AccountInfo info = account.get(who);
    if (info.providers() == 0) {
      throw DispatchFailure.of(new DispatchError.NoProviders());
    }
    account.set(who, info.withConsumers(info.consumers() + 1));
  }

  public void decrementConsumers(AccountId who) {
    account.update(who, info -> info.withConsumers(Math.max(0, info.consumers() - 1)));
  }

  /** Whether the account may be closed as far as reference counts go. */
  public boolean canDecrementProvider(AccountId who) {
    AccountInfo info = account.get(who);
    return info.consumers() == 0 || info.providers() > 1;
  }

  // Genesis and upgrades

  /** Writes the state of block 0, with the runtime's code. */
  public void genesis(Bytes code) {
    genesis();
    setGenesisCode(code);
  }

  /** Writes the state of block 0, but for the code, which the node adds. */
  public void genesis() {
    blockHash.set(0, BEFORE_GENESIS);
    parentHash.set(BEFORE_GENESIS);
    lastRuntimeUpgrade.set(currentVersion());
    upgradedToU32RefCount.set(true);
    upgradedToTripleRefCount.set(true);
    host.set(EXTRINSIC_INDEX, Codecs.U32.encodeToBytes(0));
  }

  /** The code of the first block's runtime. */
  public void setGenesisCode(Bytes code) {
    host.set(CODE, code);
  }

  private LastRuntimeUpgradeInfo currentVersion() {
    return new LastRuntimeUpgradeInfo(config.version().specVersion(), config.version().specName());
  }

  /** Whether this is the first block under this version; remembers it when it is. */
  public boolean noteRuntimeUpgrade() {
    LastRuntimeUpgradeInfo current = currentVersion();
    if (lastRuntimeUpgrade.find().filter(current::equals).isPresent()) {
      return false;
    }
    lastRuntimeUpgrade.set(current);
    return true;
  }

  /** The events so far, for tests and for pallets that watch others. */
  public List<EventRecord> readEvents() {
    return host.get(events.key())
        .map(bytes -> Codecs.list(eventRecord, Integer.MAX_VALUE).decode(new ScaleReader(bytes)))
        .orElse(List.of());
  }
}
