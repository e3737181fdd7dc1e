package io.braid.pallets.parachains.scheduler;

import io.braid.frame.Pallet;
import io.braid.frame.PalletContext;
import io.braid.frame.Unbounded;
import io.braid.frame.storage.StorageValue;
import io.braid.pallets.parachains.SessionChange;
import io.braid.pallets.parachains.configuration.Configuration;
import io.braid.pallets.parachains.configuration.SchedulerParams;
import io.braid.pallets.parachains.paras.Paras;
import io.braid.runtime.api.parachains.GroupRotationInfo;
import io.braid.scale.Codecs;
import io.braid.scale.Max;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntPredicate;

/**
 * Cores and groups. Until cores are sold by auction or as coretime, every registered parachain has
 * a core of its own, the position of its id among the registered ones, and as many further ones as
 * genesis gave it.
 */
@Pallet(crate = "polkadot_runtime_parachains::scheduler")
public final class ParaScheduler {
  private static final int MAX_GROUPS = 1_000;
  private static final int MAX_GROUP_SIZE = 1_000;

  /** All the validator groups. One for each core. Indices are into the active validators. */
  public final StorageValue<@Max(MAX_GROUPS) List<List<Integer>>> validatorGroups;

  /** The block number where the session start occurred. */
  public final StorageValue<Integer> sessionStartBlock;

  /**
   * One entry for each availability core. The paras whose turn comes next on it, the first first:
   * as many as the lookahead.
   */
  @Unbounded public final StorageValue<SortedMap<Integer, List<Integer>>> claimQueue;

  /** Paras that have further cores, once for each; set at genesis. */
  public final StorageValue<@Max(MAX_GROUPS) List<Integer>> extraCores;

  private final Configuration configuration;
  private final Paras paras;

  public ParaScheduler(PalletContext context, Configuration configuration, Paras paras) {
    this.configuration = configuration;
    this.paras = paras;
    validatorGroups =
        context.value(
            "ValidatorGroups",
            Codecs.list(Codecs.list(Codecs.U32, MAX_GROUP_SIZE), MAX_GROUPS),
            List.of());
    sessionStartBlock = context.value("SessionStartBlock", Codecs.U32, 0);
    claimQueue =
        context.value(
            "ClaimQueue",
            Codecs.sortedMap(
                Codecs.U32, Codecs.list(Codecs.U32, Integer.MAX_VALUE), Integer.MAX_VALUE),
            new TreeMap<>());
    extraCores = context.value("ExtraCores", Codecs.list(Codecs.U32, MAX_GROUPS), List.of());
  }

  /** Splits the validators into groups whose sizes differ by at most one. */
  public void onNewSession(SessionChange change, int now) {
    SchedulerParams params = change.configuration().schedulerParams();
    int validators = change.validators().size();
    int cores = params.numCores();
    if (params.maxValidatorsPerCore().isPresent() && params.maxValidatorsPerCore().get() > 0) {
      cores = Math.max(cores, validators / params.maxValidatorsPerCore().get());
    }
    List<List<Integer>> groups = new ArrayList<>();
    if (cores > 0 && validators > 0) {
      int base = validators / cores;
      int larger = validators % cores;
      int next = 0;
      for (int group = 0; group < cores; group++) {
        int size = base + (group < larger ? 1 : 0);
        List<Integer> members = new ArrayList<>();
        for (int i = 0; i < size; i++) {
          members.add(next++);
        }
        groups.add(members);
      }
    }
    validatorGroups.set(groups);
    sessionStartBlock.set(now);
    claimQueue.set(filled(new TreeMap<>()));
  }

  public int coreCount() {
    return validatorGroups.get().size();
  }

  /** The paras by their cores: first one for each, then further ones. */
  private List<Integer> assignments() {
    List<Integer> all = new ArrayList<>(paras.parachains.get());
    extraCores.get().stream().filter(paras.parachains.get()::contains).forEach(all::add);
    return all.subList(0, Math.min(all.size(), coreCount()));
  }

  /** The parachain that may use a core. */
  public Optional<Integer> paraOf(int core) {
    List<Integer> assigned = assignments();
    return core < assigned.size() ? Optional.of(assigned.get(core)) : Optional.empty();
  }

  /** The cores that a parachain may use, in ascending order. */
  public List<Integer> coresOf(int paraId) {
    List<Integer> assigned = assignments();
    List<Integer> cores = new ArrayList<>();
    for (int core = 0; core < assigned.size(); core++) {
      if (assigned.get(core) == paraId) {
        cores.add(core);
      }
    }
    return cores;
  }

  /** Rotation as it applies to a candidate that a block numbered {@code now} would back. */
  public GroupRotationInfo rotation(int now) {
    return new GroupRotationInfo(
        sessionStartBlock.get(),
        configuration.activeConfig.get().schedulerParams().groupRotationFrequency(),
        now);
  }

  /** The group that backs {@code core} for candidates on the given relay parent. */
  public int groupOf(int core, int relayParentNumber) {
    return rotation(relayParentNumber + 1).groupForCore(core, coreCount());
  }

  public List<Integer> members(int group) {
    List<List<Integer>> groups = validatorGroups.get();
    return group < groups.size() ? groups.get(group) : List.of();
  }

  /** Takes the turn that this block brings from every free core, and adds one at the end. */
  public void advanceClaimQueue(IntPredicate occupied) {
    SortedMap<Integer, List<Integer>> before = claimQueue.get();
    SortedMap<Integer, List<Integer>> after = new TreeMap<>();
    before.forEach((core, turns) ->
        after.put(core, occupied.test(core) ? turns : turns.subList(1, turns.size())));
    SortedMap<Integer, List<Integer>> filled = filled(after);
    if (!filled.equals(before)) {
      claimQueue.set(filled);
    }
  }

  private SortedMap<Integer, List<Integer>> filled(SortedMap<Integer, List<Integer>> queue) {
    int lookahead = configuration.activeConfig.get().schedulerParams().lookahead();
    SortedMap<Integer, List<Integer>> filled = new TreeMap<>();
    List<Integer> assigned = assignments();
    for (int core = 0; core < assigned.size(); core++) {
      List<Integer> turns = new ArrayList<>(queue.getOrDefault(core, List.of()));
      while (turns.size() < Math.max(1, lookahead)) {
        turns.add(assigned.get(core));
      }
      filled.put(core, turns);
    }
    return filled;
  }
}
