package io.braid.pallets.balances;

import static io.braid.frame.DispatchFailure.ensure;

import io.braid.frame.DispatchFailure;
import io.braid.frame.Dispatchable;
import io.braid.frame.Lookup;
import io.braid.frame.Origin;
import io.braid.frame.Pallet;
import io.braid.frame.PalletContext;
import io.braid.frame.PalletError;
import io.braid.frame.PalletEvent;
import io.braid.frame.RuntimeTypes;
import io.braid.frame.currency.Currency;
import io.braid.frame.currency.Preservation;
import io.braid.frame.currency.Reason;
import io.braid.frame.storage.Hasher;
import io.braid.frame.storage.StorageMap;
import io.braid.frame.storage.StorageValue;
import io.braid.frame.system.AccountData;
import io.braid.frame.system.AccountDataCodec;
import io.braid.frame.system.AccountInfo;
import io.braid.frame.system.FrameSystem;
import io.braid.primitives.AccountId;
import io.braid.primitives.U128;
import io.braid.runtime.api.ArithmeticError;
import io.braid.runtime.api.DispatchError;
import io.braid.runtime.api.TokenError;
import io.braid.scale.Codec;
import io.braid.scale.Codecs;
import io.braid.scale.Compact;
import io.braid.scale.Index;
import io.braid.scale.Max;
import java.util.ArrayList;
import java.util.List;

/** A chain's own currency. */
@Pallet
public final class Balances implements Currency {
  /**
   * Reasons for which one account's funds can be held, and as many for which they can be frozen.
   */
  private static final int MAX_REASONS = 50;

  /** What happened to balances. */
  public sealed interface Event extends PalletEvent {
    /** An account was created with some free balance. */
    record Endowed(AccountId account, U128 freeBalance) implements Event {}

    /** An account was removed whose balance was below the existential deposit. */
    record DustLost(AccountId account, U128 amount) implements Event {}

    /** Transfer succeeded. */
    record Transfer(AccountId from, AccountId to, U128 amount) implements Event {}

    /** A balance was set by root. */
    record BalanceSet(AccountId who, U128 free) implements Event {}

    /** Some balance was reserved. */
    record Reserved(AccountId who, U128 amount) implements Event {}

    /** Some balance was unreserved. */
    record Unreserved(AccountId who, U128 amount) implements Event {}

    /** Some amount was deposited (e.g. for transaction fees). */
    @Index(7)
    record Deposit(AccountId who, U128 amount) implements Event {}

    /** Some amount was withdrawn from the account (e.g. for transaction fees). */
    @Index(8)
    record Withdraw(AccountId who, U128 amount) implements Event {}

    /** Some amount was minted into an account. */
    @Index(10)
    record Minted(AccountId who, U128 amount) implements Event {}

    /** Some amount was burned from an account. */
    @Index(11)
    record Burned(AccountId who, U128 amount) implements Event {}

    /** An account was upgraded. */
    @Index(14)
    record Upgraded(AccountId who) implements Event {}

    /** Total issuance was increased by an amount that is owed to somebody. */
    @Index(15)
    record Issued(U128 amount) implements Event {}

    /** Total issuance was decreased by an amount that nobody took. */
    @Index(16)
    record Rescinded(U128 amount) implements Event {}

    /** Some balance was frozen. */
    @Index(19)
    record Frozen(AccountId who, U128 amount) implements Event {}

    /** Some balance was thawed. */
    @Index(20)
    record Thawed(AccountId who, U128 amount) implements Event {}

    /** The total issuance was forcefully changed. */
    @Index(21)
    record TotalIssuanceForced(U128 old, U128 new_) implements Event {}
  }

  /** Why a balance stays as it is. */
  public enum Error implements PalletError {
    /** Vesting balance too high to send value. */
    VESTING_BALANCE,
    /** Account liquidity restrictions prevent withdrawal. */
    LIQUIDITY_RESTRICTIONS,
    /** Balance too low to send value. */
    INSUFFICIENT_BALANCE,
    /** Value too low to create account due to existential deposit. */
    EXISTENTIAL_DEPOSIT,
    /** Transfer/payment would kill account. */
    EXPENDABILITY,
    /** A vesting schedule already exists for this account. */
    EXISTING_VESTING_SCHEDULE,
    /** Beneficiary account must pre-exist. */
    DEAD_ACCOUNT,
    /** Number of named reserves exceed the maximum. */
    TOO_MANY_RESERVES,
    /** Number of holds exceed the maximum. */
    TOO_MANY_HOLDS,
    /** Number of freezes exceed the maximum. */
    TOO_MANY_FREEZES,
    /** The issuance cannot be modified since it is already deactivated. */
    ISSUANCE_DEACTIVATED,
    /** The delta cannot be zero. */
    DELTA_ZERO
  }

  /** The total units issued in the system. */
  public final StorageValue<U128> totalIssuance;

  /** The total units of outstanding deactivated balance in the system. */
  public final StorageValue<U128> inactiveIssuance;

  /** Where balances stood before they moved to System.Account; always empty here. */
  public final StorageMap<AccountId, AccountData> account;

  /** Holds on account balances. */
  final StorageMap<AccountId, @Max(MAX_REASONS) List<IdAmount>> holds;

  /** Freeze locks on account balances. */
  final StorageMap<AccountId, @Max(MAX_REASONS) List<IdAmount>> freezes;

  private final FrameSystem system;
  private final U128 existentialDeposit;

  /**
   * @param types of the runtime, for its reasons to hold and freeze
   * @param existentialDeposit the least balance that keeps an account alive; above 0
   */
  public Balances(
      PalletContext context, RuntimeTypes types, FrameSystem system, U128 existentialDeposit) {
    this.system = system;
    this.existentialDeposit =
        context.constant("ExistentialDeposit", Codecs.U128, existentialDeposit);
    context.constant("MaxFreezes", Codecs.U32, MAX_REASONS);
    totalIssuance = context.value("TotalIssuance", Codecs.U128, U128.ZERO);
    inactiveIssuance = context.value("InactiveIssuance", Codecs.U128, U128.ZERO);
    account =
        context.map(
            "Account",
            Hasher.BLAKE2_128_CONCAT,
            AccountId.CODEC,
            AccountDataCodec.CODEC,
            AccountData.EMPTY);
    holds = amounts(context, "Holds", types.holdReason());
    freezes = amounts(context, "Freezes", types.freezeReason());
  }

  private static StorageMap<AccountId, List<IdAmount>> amounts(
      PalletContext context, String item, Codec<Reason> reason) {
    return context.map(
        item,
        Hasher.BLAKE2_128_CONCAT,
        AccountId.CODEC,
        Codecs.list(IdAmount.codec(reason), MAX_REASONS),
        List.of());
  }

  // Calls

  /** Transfers some liquid free balance to another account; the sender may be reaped. */
  @Dispatchable(index = 0, refTime = 150_000_000, proofSize = 3593)
  void transferAllowDeath(Origin origin, @Lookup AccountId dest, @Compact U128 value)
      throws DispatchFailure {
    transfer(origin.ensureSigned(), dest, value, Preservation.EXPENDABLE);
  }

  /**
   * Exactly as transfer_allow_death, except the origin must be root and the source may be named.
   */
  @Dispatchable(index = 2, refTime = 150_000_000, proofSize = 6196)
  void forceTransfer(
      Origin origin, @Lookup AccountId source, @Lookup AccountId dest, @Compact U128 value)
      throws DispatchFailure {
    origin.ensureRoot();
    transfer(source, dest, value, Preservation.EXPENDABLE);
  }

  /** As transfer_allow_death, but the sender's account stays alive. */
  @Dispatchable(index = 3, refTime = 150_000_000, proofSize = 3593)
  void transferKeepAlive(Origin origin, @Lookup AccountId dest, @Compact U128 value)
      throws DispatchFailure {
    transfer(origin.ensureSigned(), dest, value, Preservation.PRESERVE);
  }

  /** Transfers the entire transferable balance from the caller's account. */
  @Dispatchable(index = 4, refTime = 150_000_000, proofSize = 3593)
  void transferAll(Origin origin, @Lookup AccountId dest, boolean keepAlive)
      throws DispatchFailure {
    AccountId from = origin.ensureSigned();
    Preservation preservation = keepAlive ? Preservation.PRESERVE : Preservation.EXPENDABLE;
    transfer(from, dest, reducibleBalance(from, preservation), preservation);
  }

  /** Sets the regular balance of a given account; issuance follows. */
  @Dispatchable(index = 8, refTime = 150_000_000, proofSize = 3593)
  void forceSetBalance(Origin origin, @Lookup AccountId who, @Compact U128 newFree)
      throws DispatchFailure {
    origin.ensureRoot();
    U128 wanted = newFree.compareTo(existentialDeposit) < 0 ? U128.ZERO : newFree;
    U128 old = data(who).free();
    change(who, data(who).withFree(wanted));
    U128 issuance = totalIssuance.get();
    totalIssuance.set(issuance.subtract(old).add(wanted));
    system.deposit(new Event.BalanceSet(who, wanted));
  }

  /** Adjusts the total issuance in a saturating way. */
  @Dispatchable(index = 9, refTime = 10_000_000, proofSize = 1501)
  void forceAdjustTotalIssuance(Origin origin, AdjustmentDirection direction, @Compact U128 delta)
      throws DispatchFailure {
    origin.ensureRoot();
    ensure(!delta.isZero(), Error.DELTA_ZERO);
    U128 old = totalIssuance.get();
    U128 changed =
        switch (direction) {
          case INCREASE -> old.saturatingAdd(delta);
          case DECREASE -> old.saturatingSubtract(delta);
        };
    ensure(inactiveIssuance.get().compareTo(changed) <= 0, Error.ISSUANCE_DEACTIVATED);
    totalIssuance.set(changed);
    system.deposit(new Event.TotalIssuanceForced(old, changed));
  }

  /** Burns the specified liquid free balance from the origin account. */
  @Dispatchable(index = 10, refTime = 60_000_000, proofSize = 3593)
  void burn(Origin origin, @Compact U128 value, boolean keepAlive) throws DispatchFailure {
    burn(origin.ensureSigned(), value, keepAlive ? Preservation.PRESERVE : Preservation.EXPENDABLE);
  }

  // Currency

  @Override
  public U128 existentialDeposit() {
    return existentialDeposit;
  }

  @Override
  public U128 totalIssuance() {
    return totalIssuance.get();
  }

  @Override
  public U128 totalBalance(AccountId who) {
    return data(who).total();
  }

  @Override
  public U128 freeBalance(AccountId who) {
    return data(who).free();
  }

  @Override
  public U128 reducibleBalance(AccountId who, Preservation preservation) {
    AccountData data = data(who);
    U128 untouchable = data.frozen().saturatingSubtract(data.reserved());
    boolean keepsProvider =
        preservation == Preservation.PRESERVE
            || (preservation == Preservation.PROTECT && data.reserved().isZero())
            || !system.canDecrementProvider(who);
    if (keepsProvider) {
      untouchable = untouchable.max(existentialDeposit);
    }
    return data.free().saturatingSubtract(untouchable);
  }

  @Override
  public void transfer(AccountId from, AccountId to, U128 amount, Preservation preservation)
      throws DispatchFailure {
    ensureWithdrawable(from, amount, preservation);
    ensureDepositable(to, amount);
    if (!from.equals(to)) {
      change(from, data(from).withFree(data(from).free().subtract(amount)));
      change(to, data(to).withFree(data(to).free().add(amount)));
    }
    system.deposit(new Event.Transfer(from, to, amount));
  }

  @Override
  public void mint(AccountId who, U128 amount) throws DispatchFailure {
    ensureDepositable(who, amount);
    if (U128.MAX.subtract(totalIssuance.get()).compareTo(amount) < 0) {
      throw DispatchFailure.arithmetic(ArithmeticError.OVERFLOW);
    }
    totalIssuance.set(totalIssuance.get().add(amount));
    change(who, data(who).withFree(data(who).free().add(amount)));
    system.deposit(new Event.Minted(who, amount));
  }

  @Override
  public void burn(AccountId who, U128 amount, Preservation preservation) throws DispatchFailure {
    ensureWithdrawable(who, amount, preservation);
    change(who, data(who).withFree(data(who).free().subtract(amount)));
    totalIssuance.set(totalIssuance.get().saturatingSubtract(amount));
    system.deposit(new Event.Burned(who, amount));
  }

  @Override
  public void withdraw(AccountId who, U128 amount, Preservation preservation)
      throws DispatchFailure {
    if (amount.isZero()) {
      return;
    }
    ensureWithdrawable(who, amount, preservation);
    change(who, data(who).withFree(data(who).free().subtract(amount)));
    system.deposit(new Event.Withdraw(who, amount));
  }

  @Override
  public void resolve(AccountId who, U128 amount) {
    if (amount.isZero()) {
      return;
    }
    try {
      ensureDepositable(who, amount);
      change(who, data(who).withFree(data(who).free().add(amount)));
      system.deposit(new Event.Deposit(who, amount));
    } catch (DispatchFailure tooLittle) {
      drop(amount);
    }
  }

  @Override
  public void drop(U128 amount) {
    if (!amount.isZero()) {
      totalIssuance.set(totalIssuance.get().saturatingSubtract(amount));
      system.deposit(new Event.Rescinded(amount));
    }
  }

  @Override
  public U128 held(AccountId who, Reason reason) {
    return amountFor(holds.get(who), reason);
  }

  @Override
  public void hold(AccountId who, Reason reason, U128 amount) throws DispatchFailure {
    if (amount.compareTo(reducibleBalance(who, Preservation.PROTECT)) > 0) {
      throw DispatchFailure.token(TokenError.FUNDS_UNAVAILABLE);
    }
    List<IdAmount> changed =
        with(holds.get(who), reason, held(who, reason).add(amount), Error.TOO_MANY_HOLDS);
    AccountData data = data(who);
    change(
        who, data.withFree(data.free().subtract(amount)).withReserved(data.reserved().add(amount)));
    holds.set(who, changed);
    system.deposit(new Event.Reserved(who, amount));
  }

  @Override
  public U128 release(AccountId who, Reason reason, U128 amount) throws DispatchFailure {
    U128 released = amount.min(held(who, reason));
    List<IdAmount> changed =
        with(holds.get(who), reason, held(who, reason).subtract(released), Error.TOO_MANY_HOLDS);
    AccountData data = data(who);
    change(
        who,
        data.withFree(data.free().add(released)).withReserved(data.reserved().subtract(released)));
    store(holds, who, changed);
    system.deposit(new Event.Unreserved(who, released));
    return released;
  }

  @Override
  public void freeze(AccountId who, Reason reason, U128 amount) throws DispatchFailure {
    List<IdAmount> changed = with(freezes.get(who), reason, amount, Error.TOO_MANY_FREEZES);
    U128 most = U128.ZERO;
    for (IdAmount freeze : changed) {
      most = most.max(freeze.amount());
    }
    U128 before = data(who).frozen();
    change(who, data(who).withFrozen(most));
    store(freezes, who, changed);
    if (most.compareTo(before) > 0) {
      system.deposit(new Event.Frozen(who, most.subtract(before)));
    } else if (most.compareTo(before) < 0) {
      system.deposit(new Event.Thawed(who, before.subtract(most)));
    }
  }

  @Override
  public U128 frozen(AccountId who, Reason reason) {
    return amountFor(freezes.get(who), reason);
  }

  private static U128 amountFor(List<IdAmount> amounts, Reason reason) {
    for (IdAmount entry : amounts) {
      if (entry.id().equals(reason)) {
        return entry.amount();
      }
    }
    return U128.ZERO;
  }

  private static List<IdAmount> with(
      List<IdAmount> amounts, Reason reason, U128 amount, Error tooMany) throws DispatchFailure {
    List<IdAmount> changed = new ArrayList<>();
    for (IdAmount entry : amounts) {
      if (!entry.id().equals(reason)) {
        changed.add(entry);
      }
    }
    if (!amount.isZero()) {
      ensure(changed.size() < MAX_REASONS, tooMany);
      changed.add(new IdAmount(reason, amount));
    }
    return changed;
  }

  private static void store(
      StorageMap<AccountId, List<IdAmount>> map, AccountId who, List<IdAmount> amounts) {
    if (amounts.isEmpty()) {
      map.remove(who);
    } else {
      map.set(who, amounts);
    }
  }

  // Accounts

  private AccountData data(AccountId who) {
    return system.accountOf(who).data();
  }

  private void ensureWithdrawable(AccountId who, U128 amount, Preservation preservation)
      throws DispatchFailure {
    AccountData data = data(who);
    if (amount.isZero()) {
      return;
    }
    if (data.free().compareTo(amount) < 0) {
      throw DispatchFailure.token(TokenError.FUNDS_UNAVAILABLE);
    }
    U128 left = data.free().subtract(amount);
    boolean dies = left.compareTo(existentialDeposit) < 0;
    if (dies && !system.canDecrementProvider(who)) {
      throw DispatchFailure.token(TokenError.ONLY_PROVIDER);
    }
    if (amount.compareTo(reducibleBalance(who, Preservation.EXPENDABLE)) > 0) {
      throw DispatchFailure.token(TokenError.FROZEN);
    }
    if (dies && preservation != Preservation.EXPENDABLE) {
      throw DispatchFailure.token(TokenError.NOT_EXPENDABLE);
    }
  }

  private void ensureDepositable(AccountId who, U128 amount) throws DispatchFailure {
    if (amount.isZero()) {
      return;
    }
    AccountData data = data(who);
    if (U128.MAX.subtract(data.free()).compareTo(amount) < 0) {
      throw DispatchFailure.arithmetic(ArithmeticError.OVERFLOW);
    }
    if (data.free().add(amount).compareTo(existentialDeposit) < 0) {
      throw DispatchFailure.token(TokenError.BELOW_MINIMUM);
    }
  }

  /** Writes an account's balances: it comes to life, dies, or leaves dust behind as need be. */
  private void change(AccountId who, AccountData changed) throws DispatchFailure {
    AccountInfo info = system.accountOf(who);
    AccountData old = info.data();
    boolean provided = old.free().compareTo(existentialDeposit) >= 0;
    boolean provides = changed.free().compareTo(existentialDeposit) >= 0;
    boolean consumed = !old.reserved().isZero() || !old.frozen().isZero();
    boolean consumes = !changed.reserved().isZero() || !changed.frozen().isZero();
    if (provided && !provides && consumes) {
      throw DispatchFailure.of(new DispatchError.ConsumerRemaining());
    }
    U128 dust = provides || !changed.reserved().isZero() ? U128.ZERO : changed.free();
    if (!provided && provides) {
      system.incrementProviders(who);
    }
    if (consumed && !consumes) {
      system.decrementConsumers(who);
    } else if (!consumed && consumes) {
      system.incrementConsumers(who);
    }
    system.account.update(who, i -> i.withData(changed.withFree(changed.free().subtract(dust))));
    if (!provided && provides) {
      system.deposit(new Event.Endowed(who, changed.free()));
    }
    if (provided && !provides) {
      system.decrementProviders(who);
    } else if (!system.accountOf(who).alive()) {
      system.account.remove(who);
    }
    if (!dust.isZero()) {
      totalIssuance.set(totalIssuance.get().saturatingSubtract(dust));
      system.deposit(new Event.DustLost(who, dust));
    }
  }

  // Genesis

  /** Endows an account before the first block. */
  public void genesis(AccountId who, U128 free) {
    if (free.compareTo(existentialDeposit) < 0) {
      throw new IllegalArgumentException(
          "expected at least the existential deposit " + existentialDeposit + ", found " + free);
    }
    try {
      change(who, data(who).withFree(free));
    } catch (DispatchFailure impossible) {
      throw new IllegalStateException(impossible);
    }
    totalIssuance.set(totalIssuance.get().add(free));
  }
}
