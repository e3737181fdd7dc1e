package io.braid.pallets.parachains.initializer;

import io.braid.frame.Hooks;
import io.braid.frame.Pallet;
import io.braid.frame.PalletContext;
import io.braid.frame.storage.StorageValue;
import io.braid.frame.system.FrameSystem;
import io.braid.pallets.parachains.SessionChange;
import io.braid.pallets.parachains.configuration.Configuration;
import io.braid.pallets.parachains.configuration.HostConfiguration;
import io.braid.pallets.parachains.disputes.ParasDisputes;
import io.braid.pallets.parachains.inclusion.ParaInclusion;
import io.braid.pallets.parachains.initializer.BufferedSessionChange.ParaKeys;
import io.braid.pallets.parachains.paras.Paras;
import io.braid.pallets.parachains.scheduler.ParaScheduler;
import io.braid.pallets.parachains.sessioninfo.ParaSessionInfo;
import io.braid.pallets.parachains.shared.ParasShared;
import io.braid.pallets.parachains.slashing.ParasSlashing;
import io.braid.pallets.session.KeysOf;
import io.braid.pallets.session.SessionHandler;
import io.braid.primitives.AccountId;
import io.braid.primitives.Bytes;
import io.braid.runtime.api.Weight;
import io.braid.scale.Codecs;
import io.braid.scale.Max;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Runs the parachain pallets. A session that starts in a block reaches them only at its end, so
 * that what validators did for the block before still counts under the session in which they did
 * it.
 */
@Pallet(crate = "polkadot_runtime_parachains::initializer")
public final class Initializer implements Hooks, SessionHandler {
  private static final int MAX_BUFFERED = 8;

  /** Buffered session changes; all but the last are skipped. */
  final StorageValue<@Max(MAX_BUFFERED) List<BufferedSessionChange>> bufferedSessionChanges;

  private final FrameSystem system;
  private final Configuration configuration;
  private final ParasShared shared;
  private final Paras paras;
  private final ParaScheduler scheduler;
  private final ParaInclusion inclusion;
  private final ParaSessionInfo sessionInfo;
  private final ParasDisputes disputes;
  private final ParasSlashing slashing;
  private final Supplier<Bytes> randomness;
  private final Supplier<Integer> sessionIndex;
  private final Supplier<List<AccountId>> accounts;

  /**
   * @param randomness 32 bytes that no validator could choose
   * @param accounts the session's validators, in session order
   */
  public Initializer(
      PalletContext context,
      FrameSystem system,
      Configuration configuration,
      ParasShared shared,
      Paras paras,
      ParaScheduler scheduler,
      ParaInclusion inclusion,
      ParaSessionInfo sessionInfo,
      ParasDisputes disputes,
      ParasSlashing slashing,
      Supplier<Bytes> randomness,
      Supplier<Integer> sessionIndex,
      Supplier<List<AccountId>> accounts) {
    this.system = system;
    this.configuration = configuration;
    this.shared = shared;
    this.paras = paras;
    this.scheduler = scheduler;
    this.inclusion = inclusion;
    this.sessionInfo = sessionInfo;
    this.disputes = disputes;
    this.slashing = slashing;
    this.accounts = accounts;
    this.randomness = randomness;
    this.sessionIndex = sessionIndex;
    bufferedSessionChanges =
        context.value(
            "BufferedSessionChanges",
            Codecs.list(BufferedSessionChangeCodec.CODEC, MAX_BUFFERED),
            List.of());
  }

  @Override
  public Weight onInitialize(int number) {
    paras.onBlock(number);
    return Weight.ZERO;
  }

  @Override
  public void onFinalize(int number) {
    paras.onBlockEnd(number);
    List<BufferedSessionChange> buffered = bufferedSessionChanges.get();
    if (!buffered.isEmpty()) {
      bufferedSessionChanges.clear();
      apply(buffered.get(buffered.size() - 1));
    }
  }

  @Override
  public void onGenesisSession(List<? extends KeysOf<?>> validators) {
    apply(new BufferedSessionChange(keys(validators), 0));
    inclusion.publishCapacity();
  }

  @Override
  public void onNewSession(
      boolean changed, List<? extends KeysOf<?>> validators, List<? extends KeysOf<?>> queued) {
    List<BufferedSessionChange> buffered = new ArrayList<>(bufferedSessionChanges.get());
    buffered.add(new BufferedSessionChange(keys(validators), sessionIndex.get()));
    bufferedSessionChanges.set(buffered);
  }

  private static List<ParaKeys> keys(List<? extends KeysOf<?>> validators) {
    List<ParaKeys> keys = new ArrayList<>();
    for (KeysOf<?> v : validators) {
      keys.add(new ParaKeys(v.keys().key("para"), v.keys().key("asgn"), v.keys().key("audi")));
    }
    return keys;
  }

  private void apply(BufferedSessionChange buffered) {
    HostConfiguration config = configuration.onNewSession(buffered.sessionIndex());
    Bytes seed = randomness.get();
    List<Bytes> validators = new ArrayList<>();
    List<Bytes> assignment = new ArrayList<>();
    List<Bytes> discovery = new ArrayList<>();
    for (ParaKeys keys : buffered.validators()) {
      validators.add(keys.validator());
      assignment.add(keys.assignment());
      discovery.add(keys.discovery());
    }
    // Before the groups change: who waits for availability loses its core with its group.
    inclusion.onNewSession();
    List<Bytes> active =
        shared.onNewSession(buffered.sessionIndex(), validators, seed, config.maxValidators());
    SessionChange change = new SessionChange(buffered.sessionIndex(), active, config, seed);
    paras.onNewSession(buffered.sessionIndex(), active.size(), config);
    scheduler.onNewSession(change, system.number.get() + 1);
    sessionInfo.onNewSession(change, accounts.get(), discovery, assignment);
    disputes.onNewSession(buffered.sessionIndex());
    slashing.onNewSession(buffered.sessionIndex());
  }
}
