package io.braid.pallets.session;

import static io.braid.frame.DispatchFailure.ensure;

import io.braid.frame.DispatchFailure;
import io.braid.frame.Dispatchable;
import io.braid.frame.Hooks;
import io.braid.frame.OpaqueKeys;
import io.braid.frame.Origin;
import io.braid.frame.Pallet;
import io.braid.frame.PalletContext;
import io.braid.frame.PalletError;
import io.braid.frame.PalletEvent;
import io.braid.frame.RuntimeTypes;
import io.braid.frame.storage.Hasher;
import io.braid.frame.storage.StorageMap;
import io.braid.frame.storage.StorageValue;
import io.braid.frame.system.FrameSystem;
import io.braid.primitives.AccountId;
import io.braid.primitives.Bytes;
import io.braid.runtime.api.Weight;
import io.braid.scale.Codec;
import io.braid.scale.Codecs;
import io.braid.scale.Index;
import io.braid.scale.Max;
import io.braid.scale.TypeInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Sessions. OpaqueKeys that are set in one session are queued in the next, and in force from the
 * one after.
 */
@Pallet
public final class Session implements Hooks {
  /** The most validators a chain may have. */
  public static final int MAX_VALIDATORS = 1_000;

  /** What happened to sessions. */
  public sealed interface Event extends PalletEvent {
    /** New session has happened. Note that the argument is the session index, not the block. */
    record NewSession(int sessionIndex) implements Event {}

    /** Validator has been disabled. */
    @Index(2)
    record ValidatorDisabled(AccountId validator) implements Event {}

    /** Validator has been re-enabled. */
    @Index(3)
    record ValidatorReenabled(AccountId validator) implements Event {}
  }

  /** Why keys stay as they are. */
  public enum Error implements PalletError {
    /** Invalid ownership proof. */
    INVALID_PROOF,
    /** No associated validator ID for account. */
    NO_ASSOCIATED_VALIDATOR_ID,
    /** Registered duplicate key. */
    DUPLICATED_KEY,
    /** No keys are associated with this account. */
    NO_KEYS,
    /** Key setting account is not live, so it's impossible to associate keys. */
    NO_ACCOUNT
  }

  /** The current set of validators. */
  public final StorageValue<@Max(MAX_VALIDATORS) List<AccountId>> validators;

  /** Current index of the session. */
  public final StorageValue<Integer> currentIndex;

  /** True if the underlying economic identities or weighting behind the validators has changed. */
  final StorageValue<Boolean> queuedChanged;

  /** The queued keys for the next session. */
  public final StorageValue<@Max(MAX_VALIDATORS) List<Map.Entry<AccountId, OpaqueKeys>>> queuedKeys;

  /** Indices of disabled validators, in ascending order, with what they did. */
  public final StorageValue<@Max(MAX_VALIDATORS) List<Map.Entry<Integer, OffenceSeverity>>>
      disabledValidators;

  /** The next session keys for a validator. */
  public final StorageMap<AccountId, OpaqueKeys> nextKeys;

  /** The owner of a key. The key is the key type with the encoded key. */
  public final StorageMap<Map.Entry<Bytes, Bytes>, AccountId> keyOwner;

  private final FrameSystem system;
  private final ShouldEndSession schedule;
  private final List<SessionHandler> handlers;
  private final QueuedSessions queuedSessions;
  private final List<KeyType> keyTypes;

  /**
   * @param types of the runtime, for its record of keys
   * @param keyTypes the protocols in the record's order
   * @param handlers in the same order as {@code keyTypes}, as far as they care
   */
  public Session(
      PalletContext context,
      RuntimeTypes types,
      FrameSystem system,
      ShouldEndSession schedule,
      List<KeyType> keyTypes,
      List<SessionHandler> handlers,
      QueuedSessions queuedSessions) {
    this.system = system;
    this.queuedSessions = queuedSessions;
    this.schedule = schedule;
    this.handlers = List.copyOf(handlers);
    this.keyTypes = List.copyOf(keyTypes);
    Codec<OpaqueKeys> keys = types.keys();
    var accounts = Codecs.list(AccountId.CODEC, MAX_VALIDATORS);
    validators = context.value("Validators", accounts, List.of());
    currentIndex = context.value("CurrentIndex", Codecs.U32, 0);
    queuedChanged = context.value("QueuedChanged", Codecs.BOOL, false);
    queuedKeys =
        context.value(
            "QueuedKeys",
            Codecs.list(Codecs.pair(AccountId.CODEC, keys), MAX_VALIDATORS),
            List.of());
    disabledValidators =
        context.value(
            "DisabledValidators",
            Codecs.list(Codecs.pair(Codecs.U32, OffenceSeverityCodec.CODEC), MAX_VALIDATORS),
            List.of());
    nextKeys = context.optionalMap("NextKeys", Hasher.TWOX_64_CONCAT, AccountId.CODEC, keys);
    keyOwner =
        context.optionalMap(
            "KeyOwner",
            Hasher.TWOX_64_CONCAT,
            Codecs.pair(keyTypeCodec(), Codecs.bytes(1024)),
            AccountId.CODEC);
  }

  private static Codec<Bytes> keyTypeCodec() {
    Codec<Bytes> raw = Codecs.fixedBytes(4);
    return Codecs.of(
        () ->
            new TypeInfo.Composite(
                List.of("sp_core", "crypto", "KeyTypeId"),
                List.of(new TypeInfo.Field("", raw, "[u8; 4]"))),
        4,
        (value, out) -> raw.encode(value, out),
        in -> raw.decode(in));
  }

  /**
   * Sets the session keys of the caller. They are queued in the next session and in force in the
   * one after. {@code proof} is not looked at: the reference takes any, too.
   */
  @Dispatchable(index = 0, refTime = 200_000_000, proofSize = 16_000)
  void setKeys(Origin origin, OpaqueKeys keys, Bytes proof) throws DispatchFailure {
    AccountId who = origin.ensureSigned();
    ensure(system.accountOf(who).alive(), Error.NO_ACCOUNT);
    register(who, keys);
  }

  private void register(AccountId who, OpaqueKeys keys) throws DispatchFailure {
    Optional<OpaqueKeys> old = nextKeys.find(who);
    for (KeyType type : keyTypes) {
      Optional<AccountId> owner = keyOwner.find(owned(type, keys));
      ensure(owner.isEmpty() || owner.get().equals(who), Error.DUPLICATED_KEY);
    }
    for (KeyType type : keyTypes) {
      old.ifPresent(k -> keyOwner.remove(owned(type, k)));
      keyOwner.set(owned(type, keys), who);
    }
    if (old.isEmpty()) {
      system.incrementConsumers(who);
    }
    nextKeys.set(who, keys);
  }

  private static Map.Entry<Bytes, Bytes> owned(KeyType type, OpaqueKeys keys) {
    return Map.entry(Bytes.utf8(type.id()), keys.key(type.id()));
  }

  /** Removes any session keys of the caller; it drops out of the session after the next. */
  @Dispatchable(index = 1, refTime = 120_000_000, proofSize = 16_000)
  void purgeKeys(Origin origin) throws DispatchFailure {
    AccountId who = origin.ensureSigned();
    Optional<OpaqueKeys> keys = nextKeys.take(who);
    ensure(keys.isPresent(), Error.NO_KEYS);
    keyTypes.forEach(type -> keyOwner.remove(owned(type, keys.get())));
    system.decrementConsumers(who);
  }

  @Override
  public Weight onInitialize(int number) {
    if (schedule.shouldEndSession(number)) {
      rotate();
    }
    return Weight.ZERO;
  }

  private void rotate() {
    handlers.forEach(SessionHandler::onBeforeSessionEnding);
    List<Map.Entry<AccountId, OpaqueKeys>> starting = queuedKeys.get();
    boolean changed = queuedChanged.get();
    List<AccountId> accounts = new ArrayList<>();
    starting.forEach(e -> accounts.add(e.getKey()));
    validators.set(accounts);
    if (changed) {
      disabledValidators.clear();
    }
    int index = currentIndex.update(i -> i + 1);
    List<Map.Entry<AccountId, OpaqueKeys>> next = new ArrayList<>();
    for (AccountId validator : accounts) {
      nextKeys.find(validator).ifPresent(keys -> next.add(Map.entry(validator, keys)));
    }
    if (next.isEmpty()) {
      // A chain without validators could never recover: who purged its keys last stays.
      next.addAll(starting);
    }
    queuedKeys.set(next);
    queuedSessions.onQueued(index + 1, keysOf(next));
    queuedChanged.set(!next.equals(starting));
    system.deposit(new Event.NewSession(index));
    List<KeysOf<OpaqueKeys>> now = keysOf(starting);
    List<KeysOf<OpaqueKeys>> queued = keysOf(next);
    handlers.forEach(handler -> handler.onNewSession(changed, now, queued));
  }

  private static List<KeysOf<OpaqueKeys>> keysOf(List<Map.Entry<AccountId, OpaqueKeys>> entries) {
    List<KeysOf<OpaqueKeys>> keys = new ArrayList<>();
    entries.forEach(e -> keys.add(new KeysOf<>(e.getKey(), e.getValue())));
    return keys;
  }

  /** The indices of the validators that are disabled, in ascending order. */
  public List<Integer> disabledIndices() {
    return disabledValidators.get().stream().map(Map.Entry::getKey).toList();
  }

  /**
   * Disables a validator that did something wrong, until the validators change: if it is one of
   * this session, and as far as so many may be disabled.
   */
  public void reportOffence(AccountId validator, OffenceSeverity severity) {
    List<AccountId> active = validators.get();
    int index = active.indexOf(validator);
    if (index < 0) {
      return;
    }
    Disabling decision = Disabling.decide(index, severity, disabledValidators.get(), active.size());
    decision.reenable().ifPresent(i -> reenable(i, active.get(i)));
    decision.disable().ifPresent(i -> disable(i, validator, severity));
  }

  private void reenable(int index, AccountId validator) {
    List<Map.Entry<Integer, OffenceSeverity>> disabled = new ArrayList<>(disabledValidators.get());
    disabled.removeIf(entry -> entry.getKey() == index);
    disabledValidators.set(disabled);
    system.deposit(new Event.ValidatorReenabled(validator));
  }

  private void disable(int index, AccountId validator, OffenceSeverity severity) {
    List<Map.Entry<Integer, OffenceSeverity>> disabled = new ArrayList<>(disabledValidators.get());
    boolean known = disabled.removeIf(entry -> entry.getKey() == index);
    disabled.add(Map.entry(index, severity));
    disabled.sort(Map.Entry.comparingByKey());
    disabledValidators.set(disabled);
    if (!known) {
      system.deposit(new Event.ValidatorDisabled(validator));
      handlers.forEach(handler -> handler.onDisabled(index));
    }
  }

  /** Sets the first validators, and tells every protocol of its keys. */
  public void genesis(List<? extends KeysOf<? extends OpaqueKeys>> initial) {
    List<AccountId> accounts = new ArrayList<>();
    List<Map.Entry<AccountId, OpaqueKeys>> entries = new ArrayList<>();
    for (KeysOf<? extends OpaqueKeys> validator : initial) {
      try {
        register(validator.validator(), validator.keys());
      } catch (DispatchFailure refused) {
        throw new IllegalArgumentException(
            "the session keys of "
                + validator.validator()
                + " cannot be used: "
                + refused.getMessage());
      }
      accounts.add(validator.validator());
      entries.add(Map.entry(validator.validator(), validator.keys()));
    }
    validators.set(accounts);
    queuedKeys.set(entries);
    queuedSessions.onQueued(0, initial);
    queuedSessions.onQueued(1, initial);
    handlers.forEach(handler -> handler.onGenesisSession(initial));
  }
}
