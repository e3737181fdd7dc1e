package io.braid.xcm.executor;

import io.braid.primitives.U128;
import io.braid.xcm.Asset;
import io.braid.xcm.AssetFilter;
import io.braid.xcm.AssetId;
import io.braid.xcm.Assets;
import io.braid.xcm.Location;
import io.braid.xcm.WildAsset;
import io.braid.xcm.WildFungibility;
import io.braid.xcm.XcmError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The holding register: fungible assets on their way, by what they are. Unique things are none. */
final class Holding {
  /** As many kinds of assets as the register takes. */
  static final int MAX = 64;

  private TreeMap<Location, U128> amounts = new TreeMap<>();

  boolean isEmpty() {
    return amounts.isEmpty();
  }

  /** What is held now, to go back to. */
  TreeMap<Location, U128> snapshot() {
    return new TreeMap<>(amounts);
  }

  void restore(TreeMap<Location, U128> snapshot) {
    amounts = snapshot;
  }

  U128 amount(AssetId id) {
    return amounts.getOrDefault(id.location(), U128.ZERO);
  }

  static U128 fungible(Asset asset) throws XcmFailure {
    return asset
        .amount()
        .orElseThrow(() ->
            new XcmFailure(
                new XcmError.AssetNotFound(), "this chain holds no unique things: " + asset));
  }

  void add(Asset asset) throws XcmFailure {
    U128 more = fungible(asset);
    U128 held = amount(asset.id());
    if (more.isZero()) {
      return;
    }
    if (U128.MAX.subtract(held).compareTo(more) < 0 || (held.isZero() && amounts.size() == MAX)) {
      throw new XcmFailure(
          new XcmError.HoldingWouldOverflow(), "no room for " + asset + " in holding");
    }
    amounts.put(asset.id().location(), held.add(more));
  }

  /**
   * Takes exactly {@code asset} out.
   *
   * @throws XcmFailure {@code otherwise} when less is held
   */
  void take(Asset asset, XcmError otherwise) throws XcmFailure {
    U128 wanted = fungible(asset);
    U128 held = amount(asset.id());
    if (held.compareTo(wanted) < 0) {
      throw new XcmFailure(
          otherwise, "expected " + wanted + " of " + asset.id() + " in holding, found " + held);
    }
    put(asset.id().location(), held.subtract(wanted));
  }

  /** Takes out what matches: of definite assets as much as there is. */
  List<Asset> take(AssetFilter filter) throws XcmFailure {
    List<Asset> taken = matching(filter);
    for (Asset asset : taken) {
      put(asset.id().location(), amount(asset.id()).subtract(fungible(asset)));
    }
    return taken;
  }

  private List<Asset> matching(AssetFilter filter) throws XcmFailure {
    List<Asset> matches = new ArrayList<>();
    switch (filter) {
      case AssetFilter.Definite definite -> {
        for (Asset asset : definite.assets().items()) {
          U128 some = fungible(asset).min(amount(asset.id()));
          if (!some.isZero()) {
            matches.add(Asset.fungible(asset.id().location(), some));
          }
        }
      }
      case AssetFilter.Wild wild -> {
        int most =
            switch (wild.asset()) {
              case WildAsset.AllCounted counted -> counted.count();
              case WildAsset.AllOfCounted counted -> counted.count();
              case WildAsset.All all -> Assets.MAX;
              case WildAsset.AllOf all -> Assets.MAX;
            };
        for (Map.Entry<Location, U128> held : amounts.entrySet()) {
          if (matches.size() < most && matches(wild.asset(), held.getKey())) {
            matches.add(Asset.fungible(held.getKey(), held.getValue()));
          }
        }
      }
    }
    return matches;
  }

  private static boolean matches(WildAsset wild, Location id) {
    return switch (wild) {
      case WildAsset.All all -> true;
      case WildAsset.AllCounted all -> true;
      case WildAsset.AllOf of ->
          of.fun() == WildFungibility.FUNGIBLE && of.id().location().equals(id);
      case WildAsset.AllOfCounted of ->
          of.fun() == WildFungibility.FUNGIBLE && of.id().location().equals(id);
    };
  }

  private void put(Location id, U128 amount) {
    if (amount.isZero()) {
      amounts.remove(id);
    } else {
      amounts.put(id, amount);
    }
  }
}
