package io.braid.frame.currency;

import io.braid.frame.DispatchFailure;
import io.braid.primitives.AccountId;
import io.braid.primitives.U128;

/** A chain's own currency, in planck. Everything that refuses changes nothing. */
public interface Currency {
  U128 existentialDeposit();

  U128 totalIssuance();

  /** Free and held funds together. */
  U128 totalBalance(AccountId who);

  /** Free funds, frozen ones included. */
  U128 freeBalance(AccountId who);

  /** What could be taken from the account right now. */
  U128 reducibleBalance(AccountId who, Preservation preservation);

  void transfer(AccountId from, AccountId to, U128 amount, Preservation preservation)
      throws DispatchFailure;

  /** Creates funds in an account, which comes to life if need be. */
  void mint(AccountId who, U128 amount) throws DispatchFailure;

  /** Destroys funds of an account. */
  void burn(AccountId who, U128 amount, Preservation preservation) throws DispatchFailure;

  /**
   * Takes funds out of an account without changing the total issuance: whoever takes them must give
   * them to somebody with {@link #resolve}, or let them go with {@link #drop}.
   */
  void withdraw(AccountId who, U128 amount, Preservation preservation) throws DispatchFailure;

  /** Gives withdrawn funds to an account; what the account cannot take is dropped. */
  void resolve(AccountId who, U128 amount);

  /** Lets withdrawn funds go: the total issuance shrinks. */
  void drop(U128 amount);

  U128 held(AccountId who, Reason reason);

  void hold(AccountId who, Reason reason, U128 amount) throws DispatchFailure;

  /** Frees held funds; all of them when {@code amount} is more. */
  U128 release(AccountId who, Reason reason, U128 amount) throws DispatchFailure;

  /** Freezes {@code amount} for a reason; zero thaws. Freezes for other reasons overlap. */
  void freeze(AccountId who, Reason reason, U128 amount) throws DispatchFailure;

  U128 frozen(AccountId who, Reason reason);
}
