package io.braid.pallets.parachains.paras;

import io.braid.frame.Pallet;
import io.braid.frame.PalletContext;
import io.braid.frame.PalletEvent;
import io.braid.frame.storage.Hasher;
import io.braid.frame.storage.StorageMap;
import io.braid.frame.storage.StorageValue;
import io.braid.frame.system.FrameSystem;
import io.braid.pallets.parachains.configuration.HostConfiguration;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.scale.Codecs;
import io.braid.scale.Max;
import io.braid.scale.Unnamed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Registered parachains. */
@Pallet(crate = "polkadot_runtime_parachains::paras")
public final class Paras {
  private static final int MAX_PARAS = 1_000;

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
  }

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

  /** The block number at which the planned code change is expected for a parachain. */
  public final StorageMap<Integer, Integer> futureCodeUpgrades;

  /** The actual future code hash of a para. */
  public final StorageMap<Integer, Hash256> futureCodeHash;

  /** This is used by the relay-chain to communicate to a parachain a go-ahead with an upgrade. */
  public final StorageMap<Integer, Integer> upgradeGoAheadSignal;

  /** This is used by the relay-chain to communicate that there are restrictions for upgrades. */
  public final StorageMap<Integer, Integer> upgradeRestrictionSignal;

  /** The paras whose upgrade waits for its block, with that block. */
  final StorageValue<@Max(MAX_PARAS) List<Map.Entry<Integer, Integer>>> upcomingUpgrades;

  /** The paras that may upgrade again from a block on, with that block. */
  final StorageValue<@Max(MAX_PARAS) List<Map.Entry<Integer, Integer>>> upgradeCooldowns;

  /** Validation code stored by its hash. */
  public final StorageMap<Hash256, Bytes> codeByHash;

  private final FrameSystem system;

  public Paras(PalletContext context, FrameSystem system) {
    this.system = system;
    var code = Codecs.bytes(Integer.MAX_VALUE);
    var ids = Codecs.list(Codecs.U32, MAX_PARAS);
    var scheduled = Codecs.list(Codecs.pair(Codecs.U32, Codecs.U32), MAX_PARAS);
    parachains = context.value("Parachains", ids, List.of());
    paraLifecycles =
        context.optionalMap(
            "ParaLifecycles", Hasher.TWOX_64_CONCAT, Codecs.U32, ParaLifecycleCodec.CODEC);
    heads = context.optionalMap("Heads", Hasher.TWOX_64_CONCAT, Codecs.U32, code);
    mostRecentContext =
        context.optionalMap("MostRecentContext", Hasher.TWOX_64_CONCAT, Codecs.U32, Codecs.U32);
    currentCodeHash =
        context.optionalMap("CurrentCodeHash", Hasher.TWOX_64_CONCAT, Codecs.U32, Hash256.CODEC);
    futureCodeUpgrades =
        context.optionalMap("FutureCodeUpgrades", Hasher.TWOX_64_CONCAT, Codecs.U32, Codecs.U32);
    futureCodeHash =
        context.optionalMap("FutureCodeHash", Hasher.TWOX_64_CONCAT, Codecs.U32, Hash256.CODEC);
    upgradeGoAheadSignal =
        context.optionalMap("UpgradeGoAheadSignal", Hasher.TWOX_64_CONCAT, Codecs.U32, Codecs.U8);
    upgradeRestrictionSignal =
        context.optionalMap(
            "UpgradeRestrictionSignal", Hasher.TWOX_64_CONCAT, Codecs.U32, Codecs.U8);
    upcomingUpgrades = context.value("UpcomingUpgrades", scheduled, List.of());
    upgradeCooldowns = context.value("UpgradeCooldowns", scheduled, List.of());
    codeByHash = context.optionalMap("CodeByHash", Hasher.IDENTITY, Hash256.CODEC, code);
  }

  /** Registers a parachain before the first block. */
  public void genesis(int paraId, Bytes head, Bytes code) {
    List<Integer> ids = new ArrayList<>(parachains.get());
    ids.add(paraId);
    ids.sort(Integer::compare);
    parachains.set(ids);
    paraLifecycles.set(paraId, ParaLifecycle.PARACHAIN);
    heads.set(paraId, head);
    mostRecentContext.set(paraId, 0);
    currentCodeHash.set(paraId, store(code));
  }

  private Hash256 store(Bytes code) {
    Hash256 hash = Hash256.of(system.host().blake2b256(code.unsafeArray()));
    codeByHash.set(hash, code);
    return hash;
  }

  public Optional<Bytes> currentCode(int paraId) {
    return currentCodeHash.find(paraId).flatMap(codeByHash::find);
  }

  /** Gives the signals that are due in block {@code now}. */
  public void onInitialize(int now) {
    for (int paraId : due(upcomingUpgrades, now)) {
      upgradeGoAheadSignal.set(paraId, 1);
    }
    for (int paraId : due(upgradeCooldowns, now)) {
      upgradeRestrictionSignal.remove(paraId);
    }
  }

  private static List<Integer> due(
      StorageValue<List<Map.Entry<Integer, Integer>>> schedule, int now) {
    List<Integer> due = new ArrayList<>();
    List<Map.Entry<Integer, Integer>> later = new ArrayList<>();
    List<Map.Entry<Integer, Integer>> all = schedule.get();
    for (Map.Entry<Integer, Integer> entry : all) {
      if (entry.getValue() <= now) {
        due.add(entry.getKey());
      } else {
        later.add(entry);
      }
    }
    if (!due.isEmpty()) {
      schedule.set(later);
    }
    return due;
  }

  /** Whether the para may announce new code now. */
  public boolean canUpgrade(int paraId) {
    return !futureCodeHash.contains(paraId) && !upgradeRestrictionSignal.contains(paraId);
  }

  /** Plans a code change; the first candidate built after the planned block applies it. */
  public void scheduleCodeUpgrade(
      int paraId, Bytes code, int relayParentNumber, HostConfiguration configuration) {
    if (!canUpgrade(paraId)) {
      return;
    }
    int expected =
        relayParentNumber
            + Math.max(
                configuration.validationUpgradeDelay(),
                configuration.minimumValidationUpgradeDelay());
    futureCodeHash.set(paraId, store(code));
    futureCodeUpgrades.set(paraId, expected);
    upcomingUpgrades.set(added(upcomingUpgrades.get(), paraId, expected));
    upgradeRestrictionSignal.set(paraId, 0);
    int cooldown = relayParentNumber + configuration.validationUpgradeCooldown();
    upgradeCooldowns.set(added(upgradeCooldowns.get(), paraId, cooldown));
    system.deposit(new Event.CodeUpgradeScheduled(paraId));
  }

  private static List<Map.Entry<Integer, Integer>> added(
      List<Map.Entry<Integer, Integer>> schedule, int paraId, int block) {
    List<Map.Entry<Integer, Integer>> longer = new ArrayList<>(schedule);
    longer.add(Map.entry(paraId, block));
    return longer;
  }

  /** Enacts a head that was built on the relay block {@code executionContext}. */
  public void noteNewHead(int paraId, Bytes head, int executionContext) {
    heads.set(paraId, head);
    mostRecentContext.set(paraId, executionContext);
    Optional<Integer> expected = futureCodeUpgrades.find(paraId);
    if (expected.isPresent() && expected.get() <= executionContext) {
      futureCodeUpgrades.remove(paraId);
      upgradeGoAheadSignal.remove(paraId);
      Hash256 next = futureCodeHash.take(paraId).orElseThrow();
      Optional<Hash256> previous = currentCodeHash.find(paraId);
      currentCodeHash.set(paraId, next);
      previous.filter(hash -> unused(hash)).ifPresent(codeByHash::remove);
      system.deposit(new Event.CurrentCodeUpdated(paraId));
    }
    system.deposit(new Event.NewHeadNoted(paraId));
  }

  private boolean unused(Hash256 code) {
    for (int paraId : parachains.get()) {
      if (currentCodeHash.find(paraId).filter(code::equals).isPresent()
          || futureCodeHash.find(paraId).filter(code::equals).isPresent()) {
        return false;
      }
    }
    return true;
  }
}
