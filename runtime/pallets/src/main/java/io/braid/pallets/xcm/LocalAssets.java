package io.braid.pallets.xcm;

import io.braid.frame.DispatchFailure;
import io.braid.frame.currency.Currency;
import io.braid.frame.currency.Preservation;
import io.braid.pallets.assets.ForeignAssets;
import io.braid.primitives.AccountId;
import io.braid.primitives.U128;
import io.braid.xcm.Asset;
import io.braid.xcm.Location;
import io.braid.xcm.XcmError;
import io.braid.xcm.executor.AssetTransactor;
import io.braid.xcm.executor.XcmFailure;
import java.util.Optional;

/**
 * The currency, under the id that XCM knows it by, and the foreign assets of a chain. What is in
 * holding is in no account: it is burned on its way in and minted on its way out.
 *
 * @param checking on the chain where the currency is at home: the account that keeps what was
 *     teleported away, so that the issuance counts it still
 */
public record LocalAssets(
    Currency currency,
    Location currencyId,
    Optional<ForeignAssets> foreign,
    Optional<AccountId> checking)
    implements AssetTransactor {
  private interface Work {
    void run() throws DispatchFailure;
  }

  @Override
  public void withdraw(Asset asset, Location who) throws XcmFailure {
    AccountId account = account(who);
    U128 amount = amount(asset);
    Location id = asset.id().location();
    attempt(
        () -> {
          if (id.equals(currencyId)) {
            currency.burn(account, amount, Preservation.EXPENDABLE);
          } else {
            foreign.orElseThrow().burn(id, account, amount);
          }
        },
        "cannot withdraw " + amount + " of " + id + " from " + account);
  }

  @Override
  public void deposit(Asset asset, Location who) throws XcmFailure {
    AccountId account = account(who);
    U128 amount = amount(asset);
    Location id = asset.id().location();
    attempt(
        () -> {
          if (id.equals(currencyId)) {
            currency.mint(account, amount);
          } else {
            foreign.orElseThrow().mint(id, account, amount);
          }
        },
        "cannot deposit " + amount + " of " + id + " to " + account);
  }

  @Override
  public void checkIn(Asset asset, Location origin) throws XcmFailure {
    U128 amount = amount(asset);
    if (checking.isPresent()) {
      attempt(
          () -> currency.burn(checking.get(), amount, Preservation.EXPENDABLE),
          amount + " come back from " + origin + ", more than ever left");
    }
  }

  @Override
  public void checkOut(Asset asset, Location dest) throws XcmFailure {
    U128 amount = amount(asset);
    if (checking.isPresent()) {
      attempt(
          () -> currency.mint(checking.get(), amount),
          "cannot note that " + amount + " leave for " + dest);
    }
  }

  private static AccountId account(Location who) throws XcmFailure {
    return LocationAccounts.of(who)
        .orElseThrow(() ->
            new XcmFailure(
                new XcmError.FailedToTransactAsset(), who + " has no account on this chain"));
  }

  private U128 amount(Asset asset) throws XcmFailure {
    Location id = asset.id().location();
    boolean known = id.equals(currencyId) || (foreign.isPresent() && foreign.get().known(id));
    if (!known || asset.amount().isEmpty()) {
      throw new XcmFailure(new XcmError.AssetNotFound(), "this chain does not hold " + asset);
    }
    return asset.amount().get();
  }

  private static void attempt(Work work, String otherwise) throws XcmFailure {
    try {
      work.run();
    } catch (DispatchFailure failure) {
      throw new XcmFailure(
          new XcmError.FailedToTransactAsset(), otherwise + ": " + failure.getMessage());
    }
  }
}
