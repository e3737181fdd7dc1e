package io.braid.frame.system;

import io.braid.primitives.U128;
import io.braid.scale.Scale;

/**
 * What an account holds of the chain's own currency, in its smallest unit (planck).
 *
 * @param free spendable unless frozen
 * @param reserved held for some purpose: not spendable, but the account's
 * @param frozen how much of free and reserved together must stay
 * @param flags the highest bit says that the account follows the rules of holds and freezes
 */
@Scale(path = "pallet_balances::types::AccountData")
public record AccountData(U128 free, U128 reserved, U128 frozen, U128 flags) {
  public static final U128 NEW_LOGIC = U128.of(1L << 63, 0);
  public static final AccountData EMPTY =
      new AccountData(U128.ZERO, U128.ZERO, U128.ZERO, NEW_LOGIC);

  public U128 total() {
    return free.add(reserved);
  }

  public AccountData withFree(U128 changed) {
    return new AccountData(changed, reserved, frozen, flags);
  }

  public AccountData withReserved(U128 changed) {
    return new AccountData(free, changed, frozen, flags);
  }

  public AccountData withFrozen(U128 changed) {
    return new AccountData(free, reserved, changed, flags);
  }
}
