package io.braid.frame;

import io.braid.primitives.AccountId;
import java.util.Optional;

/** In whose name a call runs. */
public sealed interface Origin {
  Root ROOT = new Root();
  None NONE = new None();

  /** The chain itself. */
  record Root() implements Origin {}

  record Signed(AccountId account) implements Origin {}

  /** Nobody: inherents and unsigned transactions. */
  record None() implements Origin {}

  /** An origin that a pallet defines. */
  record Custom(PalletOrigin origin) implements Origin {}

  /** What a pallet's own origins implement. */
  interface PalletOrigin {}

  static Origin signed(AccountId account) {
    return new Signed(account);
  }

  /**
   * @throws DispatchFailure BadOrigin unless this is a signed origin
   */
  default AccountId ensureSigned() throws DispatchFailure {
    if (this instanceof Signed signed) {
      return signed.account();
    }
    throw DispatchFailure.BAD_ORIGIN;
  }

  /**
   * @throws DispatchFailure BadOrigin unless this is root
   */
  default void ensureRoot() throws DispatchFailure {
    if (!(this instanceof Root)) {
      throw DispatchFailure.BAD_ORIGIN;
    }
  }

  /**
   * @throws DispatchFailure BadOrigin unless this is nobody
   */
  default void ensureNone() throws DispatchFailure {
    if (!(this instanceof None)) {
      throw DispatchFailure.BAD_ORIGIN;
    }
  }

  /** The account when signed. */
  default Optional<AccountId> signer() {
    return this instanceof Signed signed ? Optional.of(signed.account()) : Optional.empty();
  }
}
