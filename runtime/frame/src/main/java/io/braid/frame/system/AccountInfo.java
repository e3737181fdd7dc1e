package io.braid.frame.system;

import io.braid.scale.Scale;

/**
 * An account.
 *
 * @param nonce how many transactions it has sent
 * @param consumers how many pallets rely on the account staying alive
 * @param providers how many pallets keep it alive
 * @param sufficients how many pallets keep it alive for their own sake only
 */
@Scale(path = "frame_system::AccountInfo")
public record AccountInfo(
    int nonce, int consumers, int providers, int sufficients, AccountData data) {
  public static final AccountInfo EMPTY = new AccountInfo(0, 0, 0, 0, AccountData.EMPTY);

  public boolean alive() {
    return providers > 0 || sufficients > 0;
  }

  public AccountInfo withData(AccountData changed) {
    return new AccountInfo(nonce, consumers, providers, sufficients, changed);
  }

  public AccountInfo withNonce(int changed) {
    return new AccountInfo(changed, consumers, providers, sufficients, data);
  }

  public AccountInfo withConsumers(int changed) {
    return new AccountInfo(nonce, changed, providers, sufficients, data);
  }

  public AccountInfo withProviders(int changed) {
    return new AccountInfo(nonce, consumers, changed, sufficients, data);
  }
}
