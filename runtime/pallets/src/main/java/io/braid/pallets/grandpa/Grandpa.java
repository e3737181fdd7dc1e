package io.braid.pallets.grandpa;

import io.braid.frame.Hooks;
import io.braid.frame.Pallet;
import io.braid.frame.PalletContext;
import io.braid.frame.PalletEvent;
import io.braid.frame.storage.Hasher;
import io.braid.frame.storage.StorageMap;
import io.braid.frame.storage.StorageValue;
import io.braid.frame.system.FrameSystem;
import io.braid.pallets.session.KeysOf;
import io.braid.pallets.session.SessionHandler;
import io.braid.primitives.Bytes;
import io.braid.runtime.api.DigestItem;
import io.braid.runtime.api.grandpa.GrandpaApi;
import io.braid.runtime.api.grandpa.GrandpaAuthority;
import io.braid.runtime.api.grandpa.GrandpaConsensusLog;
import io.braid.runtime.api.grandpa.GrandpaConsensusLogCodec;
import io.braid.runtime.api.grandpa.ScheduledChange;
import io.braid.scale.Codecs;
import io.braid.scale.Max;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** GRANDPA's voters. */
@Pallet
public final class Grandpa implements Hooks, GrandpaApi, SessionHandler {
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

  public Grandpa(PalletContext context, FrameSystem system, Supplier<Integer> sessionIndex) {
    this.system = system;
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
