package io.braid.runtime.api;

import io.braid.primitives.AccountId;

/** The API to query account nonce. */
@RuntimeApi(id = "bc9d89904f5b923f", version = 1)
public interface AccountNonceApi {
  /** Get current account nonce of given account. */
  int accountNonce(AccountId account);
}
