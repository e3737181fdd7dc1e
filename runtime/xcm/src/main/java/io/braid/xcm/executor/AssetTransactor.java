package io.braid.xcm.executor;

import io.braid.xcm.Asset;
import io.braid.xcm.Location;

/** Who moves assets between accounts of this chain and the holding register. */
public interface AssetTransactor {
  /** Takes an asset out of an account. */
  void withdraw(Asset asset, Location who) throws XcmFailure;

  /** Puts an asset into an account. */
  void deposit(Asset asset, Location who) throws XcmFailure;

  /** Notes that an asset comes back from {@code origin} by teleport; may refuse. */
  void checkIn(Asset asset, Location origin) throws XcmFailure;

  /** Notes that an asset leaves for {@code dest} by teleport; may refuse. */
  void checkOut(Asset asset, Location dest) throws XcmFailure;
}
