package io.braid.xcm.executor;

import io.braid.xcm.Asset;
import io.braid.xcm.AssetFilter;
import io.braid.xcm.Assets;
import io.braid.xcm.Instruction;
import io.braid.xcm.Location;
import io.braid.xcm.Xcm;
import io.braid.xcm.XcmError;
import java.util.ArrayList;
import java.util.List;

/** The instructions that move assets. */
final class Transfers {
  private final XcmConfig config;
  private final Holding holding;

  Transfers(XcmConfig config, Holding holding) {
    this.config = config;
    this.holding = holding;
  }

  void withdraw(Assets assets, Location who) throws XcmFailure {
    for (Asset asset : assets.items()) {
      config.transactor().withdraw(asset, who);
      holding.add(asset);
    }
  }

  void reserveDeposited(Assets assets, Location origin) throws XcmFailure {
    for (Asset asset : assets.items()) {
      if (!config.trust().reserve(asset, origin)) {
        throw new XcmFailure(
            new XcmError.UntrustedReserveLocation(),
            origin + " is not trusted as the reserve of " + asset.id());
      }
      holding.add(asset);
    }
  }

  void teleported(Assets assets, Location origin) throws XcmFailure {
    for (Asset asset : assets.items()) {
      if (!config.trust().teleporter(asset, origin)) {
        throw new XcmFailure(
            new XcmError.UntrustedTeleportLocation(),
            origin + " is not trusted to teleport " + asset.id());
      }
      config.transactor().checkIn(asset, origin);
      holding.add(asset);
    }
  }

  void transfer(Assets assets, Location from, Location to) throws XcmFailure {
    for (Asset asset : assets.items()) {
      config.transactor().withdraw(asset, from);
      config.transactor().deposit(asset, to);
    }
  }

  void transferReserve(Assets assets, Location from, Location dest, Xcm xcm) throws XcmFailure {
    transfer(assets, from, dest);
    send(dest, new Instruction.ReserveAssetDeposited(seenFrom(dest, assets.items())), xcm);
  }

  void deposit(AssetFilter filter, Location beneficiary) throws XcmFailure {
    for (Asset asset : holding.take(filter)) {
      config.transactor().deposit(asset, beneficiary);
    }
  }

  void depositReserve(AssetFilter filter, Location dest, Xcm xcm) throws XcmFailure {
    List<Asset> taken = holding.take(filter);
    for (Asset asset : taken) {
      config.transactor().deposit(asset, dest);
    }
    send(dest, new Instruction.ReserveAssetDeposited(seenFrom(dest, taken)), xcm);
  }

  void reserveWithdraw(AssetFilter filter, Location reserve, Xcm xcm) throws XcmFailure {
    List<Asset> taken = holding.take(filter);
    send(reserve, new Instruction.WithdrawAsset(seenFrom(reserve, taken)), xcm);
  }

  void teleport(AssetFilter filter, Location dest, Xcm xcm) throws XcmFailure {
    List<Asset> taken = holding.take(filter);
    for (Asset asset : taken) {
      if (!config.trust().teleporter(asset, dest)) {
        throw new XcmFailure(
            new XcmError.UntrustedTeleportLocation(),
            asset.id() + " cannot be teleported to " + dest);
      }
      config.transactor().checkOut(asset, dest);
    }
    send(dest, new Instruction.ReceiveTeleportedAsset(seenFrom(dest, taken)), xcm);
  }

  private void send(Location dest, Instruction first, Xcm rest) throws XcmFailure {
    List<Instruction> all = new ArrayList<>();
    all.add(first);
    // What follows must not speak with this chain's authority.
    all.add(new Instruction.ClearOrigin());
    all.addAll(rest.instructions());
    config.router().send(dest, new Xcm(all));
  }

  private Assets seenFrom(Location dest, List<Asset> assets) throws XcmFailure {
    List<Asset> seen = new ArrayList<>();
    for (Asset asset : assets) {
      Location id =
          asset
              .id()
              .location()
              .reanchored(dest, config.universalLocation().get())
              .orElseThrow(() ->
                  new XcmFailure(
                      new XcmError.ReanchorFailed(),
                      "there is no way from " + dest + " to " + asset.id()));
      seen.add(Asset.fungible(id, Holding.fungible(asset)));
    }
    seen.sort(Asset::compareTo);
    return new Assets(seen);
  }
}
