package io.braid.pallets.parachains.sessioninfo;

import io.braid.frame.Pallet;
import io.braid.frame.PalletContext;
import io.braid.frame.storage.Hasher;
import io.braid.frame.storage.StorageMap;
import io.braid.frame.storage.StorageValue;
import io.braid.pallets.parachains.SessionChange;
import io.braid.pallets.parachains.configuration.HostConfiguration;
import io.braid.pallets.parachains.scheduler.ParaScheduler;
import io.braid.pallets.parachains.shared.ParasShared;
import io.braid.primitives.AccountId;
import io.braid.primitives.Bytes;
import io.braid.runtime.api.parachains.ExecutorParam;
import io.braid.runtime.api.parachains.ExecutorParamCodec;
import io.braid.runtime.api.parachains.SessionInfo;
import io.braid.runtime.api.parachains.SessionInfoCodec;
import io.braid.scale.Codecs;
import io.braid.scale.Max;
import java.util.ArrayList;
import java.util.List;

/** Sessions as validators look them up. */
@Pallet(crate = "polkadot_runtime_parachains::session_info")
public final class ParaSessionInfo {
  private static final int MAX_VALIDATORS = 1_000;
  private static final int MAX_PARAMETERS = 64;

  /** The earliest session for which previous session info is stored. */
  public final StorageValue<Integer> earliestStoredSession;

  /** The validator account keys of the validators actively participating in parachain consensus. */
  public final StorageMap<Integer, @Max(MAX_VALIDATORS) List<AccountId>> accountKeys;

  /** Session information in a rolling window. */
  public final StorageMap<Integer, SessionInfo> sessions;

  /** Executor parameter set for a given session index. */
  public final StorageMap<Integer, @Max(MAX_PARAMETERS) List<ExecutorParam>> sessionExecutorParams;

  private final ParasShared shared;
  private final ParaScheduler scheduler;

  public ParaSessionInfo(PalletContext context, ParasShared shared, ParaScheduler scheduler) {
    this.shared = shared;
    this.scheduler = scheduler;
    earliestStoredSession = context.value("EarliestStoredSession", Codecs.U32, 0);
    accountKeys =
        context.optionalMap(
            "AccountKeys",
            Hasher.IDENTITY,
            Codecs.U32,
            Codecs.list(AccountId.CODEC, MAX_VALIDATORS));
    sessions = context.optionalMap("Sessions", Hasher.IDENTITY, Codecs.U32, SessionInfoCodec.CODEC);
    sessionExecutorParams =
        context.optionalMap(
            "SessionExecutorParams",
            Hasher.IDENTITY,
            Codecs.U32,
            Codecs.list(ExecutorParamCodec.CODEC, MAX_PARAMETERS));
  }

  /**
   * Stores the new session and forgets those that no dispute can be about any more.
   *
   * @param accounts all validators, in session order
   * @param discovery all validators' authority discovery keys, in session order
   * @param assignment all validators' approval assignment keys, in session order
   */
  public void onNewSession(
      SessionChange change,
      List<AccountId> accounts,
      List<Bytes> discovery,
      List<Bytes> assignment) {
    HostConfiguration config = change.configuration();
    List<Integer> active = shared.activeValidatorIndices.get();
    List<AccountId> activeAccounts = new ArrayList<>();
    active.forEach(i -> activeAccounts.add(accounts.get(i)));
    accountKeys.set(change.sessionIndex(), activeAccounts);
    sessionExecutorParams.set(change.sessionIndex(), config.executorParams());
    sessions.set(
        change.sessionIndex(),
        new SessionInfo(
            active,
            change.randomSeed(),
            config.disputePeriod(),
            change.validators(),
            activeFirst(active, discovery),
            activeFirst(active, assignment).subList(0, active.size()),
            scheduler.validatorGroups.get(),
            scheduler.coreCount(),
            config.zerothDelayTrancheWidth(),
            config.relayVrfModuloSamples(),
            config.nDelayTranches(),
            config.noShowSlots(),
            config.neededApprovals()));
    int earliest = earliestStoredSession.get();
    int keep = Math.max(0, change.sessionIndex() - config.disputePeriod());
    for (int old = earliest; old < keep; old++) {
      sessions.remove(old);
      accountKeys.remove(old);
      sessionExecutorParams.remove(old);
    }
    earliestStoredSession.set(Math.max(earliest, keep));
  }

  private static List<Bytes> activeFirst(List<Integer> active, List<Bytes> all) {
    List<Bytes> ordered = new ArrayList<>();
    active.forEach(i -> ordered.add(all.get(i)));
    for (int i = 0; i < all.size(); i++) {
      if (!active.contains(i)) {
        ordered.add(all.get(i));
      }
    }
    return ordered;
  }
}
