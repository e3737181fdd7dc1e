package io.braid.runtime.api;

import io.braid.scale.Scale;

/** What can be wrong with moving a token. */
@Scale(path = "sp_runtime::TokenError")
public enum TokenError {
  /** Too few funds, or they are held or frozen. */
  FUNDS_UNAVAILABLE,
  /** The account would die, but must not. */
  ONLY_PROVIDER,
  /** The account would be left below the existential deposit. */
  BELOW_MINIMUM,
  /** The account cannot be created. */
  CANNOT_CREATE,
  /** The asset is not known. */
  UNKNOWN_ASSET,
  /** Funds exist but are frozen. */
  FROZEN,
  /** The asset does not support this. */
  UNSUPPORTED,
  /** The account cannot be created while it would be held. */
  CANNOT_CREATE_HOLD,
  /** The account would die against the caller's wish. */
  NOT_EXPENDABLE,
  /** The account is blocked. */
  BLOCKED
}
