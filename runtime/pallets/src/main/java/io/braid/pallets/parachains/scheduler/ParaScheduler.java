package io.braid.pallets.parachains.scheduler;

import io.braid.frame.Pallet;
import io.braid.frame.PalletContext;
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

/**
 * Cores and groups. Until cores are sold by auction or as coretime, every registered parachain has
 * a core of its own: the position of its id among the registered ones.
 */
@Pallet(crate = "polkadot_runtime_parachains::scheduler")
public final class ParaScheduler {
  private static final int MAX_GROUPS = 1_000;
  private static final int MAX_GROUP_SIZE = 1_000;

  /** All the validator groups. One for each core. Indices are into the active validators. */
  public final StorageValue<@Max(MAX_GROUPS) List<List<Integer>>> validatorGroups;

  /** The block number where the session start occurred. */
  public final StorageValue<Integer> sessionStartBlock;

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
  }

  public int coreCount() {
    return validatorGroups.get().size();
  }

  /** The parachain that may use a core. */
  public Optional<Integer> paraOf(int core) {
    List<Integer> ids = paras.parachains.get();
    return core < ids.size() && core < coreCount() ? Optional.of(ids.get(core)) : Optional.empty();
  }

  /** The core that a parachain may use. */
  public Optional<Integer> coreOf(int paraId) {
    int core = paras.parachains.get().indexOf(paraId);
    return core >= 0 && core < coreCount() ? Optional.of(core) : Optional.empty();
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

  /** The paras whose turn comes next on every core, as far as the lookahead. */
  public SortedMap<Integer, List<Integer>> claimQueue() {
    int lookahead = configuration.activeConfig.get().schedulerParams().lookahead();
    SortedMap<Integer, List<Integer>> queue = new TreeMap<>();
    for (int core = 0; core < coreCount(); core++) {
      Optional<Integer> para = paraOf(core);
      if (para.isPresent()) {
        List<Integer> turns = new ArrayList<>();
        for (int i = 0; i < lookahead; i++) {
          turns.add(para.get());
        }
        queue.put(core, turns);
      }
    }
    return queue;
  }
}
