package io.braid.pallets.xcm;

import static io.braid.frame.DispatchFailure.ensure;

import io.braid.frame.DispatchFailure;
import io.braid.frame.Dispatchable;
import io.braid.frame.Origin;
import io.braid.frame.Pallet;
import io.braid.frame.PalletContext;
import io.braid.frame.PalletError;
import io.braid.frame.PalletEvent;
import io.braid.frame.PostDispatch;
import io.braid.frame.storage.Hasher;
import io.braid.frame.storage.StorageMap;
import io.braid.frame.system.FrameSystem;
import io.braid.primitives.AccountId;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.Host;
import io.braid.runtime.api.Weight;
import io.braid.scale.Codecs;
import io.braid.scale.Index;
import io.braid.scale.ScaleWriter;
import io.braid.xcm.Asset;
import io.braid.xcm.Assets;
import io.braid.xcm.Instruction;
import io.braid.xcm.Junctions;
import io.braid.xcm.Location;
import io.braid.xcm.LocationCodec;
import io.braid.xcm.Outcome;
import io.braid.xcm.VersionedAssets;
import io.braid.xcm.VersionedLocation;
import io.braid.xcm.VersionedXcm;
import io.braid.xcm.WeightLimit;
import io.braid.xcm.Xcm;
import io.braid.xcm.XcmError;
import io.braid.xcm.executor.AssetTrap;
import io.braid.xcm.executor.Report;
import io.braid.xcm.executor.XcmExecutor;
import io.braid.xcm.executor.XcmFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** XCM for the users of a chain. Calls have the indices and layouts that wallets know. */
@Pallet(crate = "pallet_xcm")
public final class XcmPallet implements AssetTrap {
  /** What became of messages and assets. */
  public sealed interface Event extends PalletEvent {
    /** Execution of an XCM message was attempted. */
    record Attempted(Outcome outcome) implements Event {}

    /** An XCM message was sent. */
    record Sent(Location origin, Location destination, Xcm message, Hash256 messageId)
        implements Event {}

    /** An XCM message failed to process. */
    @Index(3)
    record ProcessXcmError(Location origin, XcmError error, Hash256 messageId) implements Event {}

    /** Some assets have been placed in an asset trap. */
    @Index(13)
    record AssetsTrapped(Hash256 hash, Location origin, VersionedAssets assets) implements Event {}

    /** Some assets have been claimed from an asset trap. */
    @Index(24)
    record AssetsClaimed(Hash256 hash, Location origin, VersionedAssets assets) implements Event {}
  }

  /** Why nothing was sent or executed. */
  public enum Error implements PalletError {
    /** The desired destination was unreachable, generally because there is no way of routing. */
    UNREACHABLE,
    /** There was some other issue in sending the message; the log says which. */
    SEND_FAILURE,
    /** The message execution fails the filter. */
    FILTERED,
    /** The message's weight could not be determined. */
    UNWEIGHABLE_MESSAGE,
    /** The destination cannot be inverted. */
    DESTINATION_NOT_INVERTIBLE,
    /** The assets to be sent are empty. */
    EMPTY,
    /** Could not re-anchor the assets to declare the fees for the destination chain. */
    CANNOT_REANCHOR,
    /** Too many assets have been attempted for transfer. */
    TOO_MANY_ASSETS,
    /** Origin is invalid for sending. */
    INVALID_ORIGIN,
    /** The version of a versioned value cannot be interpreted. */
    BAD_VERSION,
    /** The given location could not be used. */
    BAD_LOCATION,
    /** The referenced subscription could not be found. */
    NO_SUBSCRIPTION,
    /** The location is invalid since it already has a subscription. */
    ALREADY_SUBSCRIBED,
    /** Could not check out the assets for teleportation to the destination chain. */
    CANNOT_CHECK_OUT_TELEPORT,
    /** The owner does not own all of the asset that they wish to do the operation on. */
    LOW_BALANCE,
    /** The asset owner has too many locks on the asset. */
    TOO_MANY_LOCKS,
    /** The given account is not an identifiable sovereign account for any location. */
    ACCOUNT_NOT_SOVEREIGN,
    /** The operation required fees to be paid which the initiator could not meet. */
    FEES_NOT_MET,
    /** A remote lock with the corresponding data could not be found. */
    LOCK_NOT_FOUND,
    /** The unlock operation cannot succeed because there are still consumers of the lock. */
    IN_USE,
    /** Invalid non-concrete asset. */
    INVALID_ASSET_NOT_CONCRETE,
    /** Invalid asset, reserve chain could not be determined for it. */
    INVALID_ASSET_UNKNOWN_RESERVE,
    /** Invalid asset, do not support remote asset reserves with different fees reserves. */
    INVALID_ASSET_UNSUPPORTED_RESERVE,
    /** Too many assets with different reserve locations have been attempted for transfer. */
    TOO_MANY_RESERVES,
    /** Local XCM execution incomplete; the log says where and why. */
    LOCAL_EXECUTION_INCOMPLETE
  }

  /** How many traps hold the very same assets of the same origin, by the hash of both. */
  final StorageMap<Hash256, Integer> assetTraps;

  private final FrameSystem system;
  private final Location homeAsset;
  private final Supplier<XcmExecutor> executor;

  /**
   * @param homeAsset the asset that this chain is the reserve of
   */
  public XcmPallet(
      PalletContext context,
      FrameSystem system,
      Location homeAsset,
      Supplier<XcmExecutor> executor) {
    this.system = system;
    this.homeAsset = homeAsset;
    this.executor = executor;
    assetTraps = context.map("AssetTraps", Hasher.IDENTITY, Hash256.CODEC, Codecs.U32, 0);
  }

  // Calls

  /** Sends a message in the sender's name: it descends to the sender first. */
  @Dispatchable(index = 0, refTime = 500_000_000, proofSize = 10_000)
  void send(Origin origin, VersionedLocation dest, VersionedXcm message) throws DispatchFailure {
    Location sender = locationOf(origin);
    List<Instruction> all = new ArrayList<>();
    if (sender.interior().size() > 0) {
      all.add(new Instruction.DescendOrigin(sender.interior()));
    }
    all.addAll(message.value().instructions());
    Xcm sent = new Xcm(all);
    try {
      executor.get().config().router().send(dest.value(), sent);
    } catch (XcmFailure failure) {
      system.host().log(Host.LogLevel.WARN, "xcm", failure.sentence());
      throw DispatchFailure.of(
          failure.error() instanceof XcmError.Unroutable ? Error.UNREACHABLE : Error.SEND_FAILURE);
    }
    Bytes encoded = VersionedXcm.CODEC.encodeToBytes(new VersionedXcm(sent));
    system.deposit(
        new Event.Sent(
            sender,
            dest.value(),
            message.value(),
            Hash256.of(system.host().blake2b256(encoded.unsafeArray()))));
  }

  /** Executes a message here in the sender's name, using at most {@code maxWeight}. */
  @Dispatchable(index = 3, weight = "executeWeight")
  PostDispatch execute(Origin origin, VersionedXcm message, Weight maxWeight)
      throws DispatchFailure {
    Weight used = run(Location.account(origin.ensureSigned()), message.value(), maxWeight);
    return PostDispatch.of(BASE.add(used));
  }

  private static final Weight BASE = new Weight(100_000_000, 4_000);

  Weight executeWeight(VersionedXcm message, Weight maxWeight) {
    return BASE.add(maxWeight);
  }

  /** Moves assets to another chain by way of the chain that keeps them. */
  @Dispatchable(index = 8, refTime = 3_000_000_000L, proofSize = 20_000)
  void limitedReserveTransferAssets(
      Origin origin,
      VersionedLocation dest,
      VersionedLocation beneficiary,
      VersionedAssets assets,
      int feeAssetItem,
      WeightLimit weightLimit)
      throws DispatchFailure {
    AccountId sender = origin.ensureSigned();
    Asset asset = only(assets, feeAssetItem);
    reserveTransfer(sender, dest.value(), asset, onArrival(asset, dest, beneficiary, weightLimit));
  }

  /** Teleports assets: they are destroyed here and created there. */
  @Dispatchable(index = 9, refTime = 3_000_000_000L, proofSize = 20_000)
  void limitedTeleportAssets(
      Origin origin,
      VersionedLocation dest,
      VersionedLocation beneficiary,
      VersionedAssets assets,
      int feeAssetItem,
      WeightLimit weightLimit)
      throws DispatchFailure {
    AccountId sender = origin.ensureSigned();
    Asset asset = only(assets, feeAssetItem);
    teleport(sender, dest.value(), asset, onArrival(asset, dest, beneficiary, weightLimit));
  }

  /** Moves assets to another chain: by teleport where that is trusted, else by the reserve. */
  @Dispatchable(index = 11, refTime = 3_000_000_000L, proofSize = 20_000)
  void transferAssets(
      Origin origin,
      VersionedLocation dest,
      VersionedLocation beneficiary,
      VersionedAssets assets,
      int feeAssetItem,
      WeightLimit weightLimit)
      throws DispatchFailure {
    AccountId sender = origin.ensureSigned();
    Asset asset = only(assets, feeAssetItem);
    Xcm there = onArrival(asset, dest, beneficiary, weightLimit);
    if (executor.get().config().trust().teleporter(asset, dest.value())) {
      teleport(sender, dest.value(), asset, there);
    } else {
      reserveTransfer(sender, dest.value(), asset, there);
    }
  }

  /** Claims assets of the sender that are trapped on this chain. */
  @Dispatchable(index = 12, refTime = 500_000_000, proofSize = 10_000)
  void claimAssets(Origin origin, VersionedAssets assets, VersionedLocation beneficiary)
      throws DispatchFailure {
    Xcm message =
        Xcm.of(
            new Instruction.ClaimAsset(assets.value(), Location.HERE),
            new Instruction.DepositAsset(
                new io.braid.xcm.AssetFilter.Definite(assets.value()), beneficiary.value()));
    run(Location.account(origin.ensureSigned()), message, Weight.MAX);
  }

  private void teleport(AccountId sender, Location dest, Asset asset, Xcm there)
      throws DispatchFailure {
    Assets assets = Assets.of(asset);
    Xcm message =
        Xcm.of(
            new Instruction.WithdrawAsset(assets),
            new Instruction.InitiateTeleport(
                new io.braid.xcm.AssetFilter.Definite(assets), dest, there));
    run(Location.account(sender), message, Weight.MAX);
  }

  private void reserveTransfer(AccountId sender, Location dest, Asset asset, Xcm there)
      throws DispatchFailure {
    Assets assets = Assets.of(asset);
    Xcm message;
    if (asset.id().location().equals(homeAsset)) {
      message = Xcm.of(new Instruction.TransferReserveAsset(assets, dest, there));
    } else {
      ensure(
          executor.get().config().trust().reserve(asset, dest),
          Error.INVALID_ASSET_UNSUPPORTED_RESERVE);
      message =
          Xcm.of(
              new Instruction.WithdrawAsset(assets),
              new Instruction.InitiateReserveWithdraw(
                  new io.braid.xcm.AssetFilter.Definite(assets), dest, there));
    }
    run(Location.account(sender), message, Weight.MAX);
  }

  /** One asset at a time: transfers of several kinds at once are refused. */
  private static Asset only(VersionedAssets assets, int feeAssetItem) throws DispatchFailure {
    List<Asset> items = assets.value().items();
    ensure(!items.isEmpty() && feeAssetItem < items.size(), Error.EMPTY);
    ensure(items.size() == 1, Error.TOO_MANY_ASSETS);
    return items.get(0);
  }

  private Xcm onArrival(
      Asset asset, VersionedLocation dest, VersionedLocation beneficiary, WeightLimit limit)
      throws DispatchFailure {
    Junctions here = executor.get().config().universalLocation().get();
    Location id =
        asset
            .id()
            .location()
            .reanchored(dest.value(), here)
            .orElseThrow(() -> DispatchFailure.of(Error.CANNOT_REANCHOR));
    Asset fees = new Asset(new io.braid.xcm.AssetId(id), asset.fun());
    return Xcm.of(
        new Instruction.BuyExecution(fees, limit),
        new Instruction.DepositAsset(
            new io.braid.xcm.AssetFilter.Wild(new io.braid.xcm.WildAsset.AllCounted(1)),
            beneficiary.value()));
  }

  private Weight run(Location origin, Xcm message, Weight limit) throws DispatchFailure {
    Report report = executor.get().executeLocally(origin, message, limit);
    ensure(report.outcome() instanceof Outcome.Complete, Error.LOCAL_EXECUTION_INCOMPLETE);
    system.deposit(new Event.Attempted(report.outcome()));
    return report.outcome().weightUsed();
  }

  private static Location locationOf(Origin origin) throws DispatchFailure {
    return origin instanceof Origin.Root ? Location.HERE : Location.account(origin.ensureSigned());
  }

  /** Tells that a message from elsewhere failed. */
  void failed(Location origin, XcmError error, Hash256 messageId) {
    system.deposit(new Event.ProcessXcmError(origin, error, messageId));
  }

  // Trap

  @Override
  public void trap(Location origin, Assets assets) {
    Hash256 hash = trapOf(origin, assets);
    assetTraps.set(hash, assetTraps.get(hash) + 1);
    system.deposit(new Event.AssetsTrapped(hash, origin, new VersionedAssets(assets)));
  }

  @Override
  public boolean claim(Location origin, Location ticket, Assets assets) {
    Hash256 hash = trapOf(origin, assets);
    int count = assetTraps.get(hash);
    if (count == 0 || !ticket.equals(Location.HERE)) {
      return false;
    }
    if (count == 1) {
      assetTraps.remove(hash);
    } else {
      assetTraps.set(hash, count - 1);
    }
    system.deposit(new Event.AssetsClaimed(hash, origin, new VersionedAssets(assets)));
    return true;
  }

  private Hash256 trapOf(Location origin, Assets assets) {
    ScaleWriter out = new ScaleWriter();
    LocationCodec.CODEC.encode(origin, out);
    VersionedAssets.CODEC.encode(new VersionedAssets(assets), out);
    return Hash256.of(system.host().blake2b256(out.toArray()));
  }
}
