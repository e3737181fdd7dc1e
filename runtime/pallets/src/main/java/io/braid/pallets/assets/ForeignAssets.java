package io.braid.pallets.assets;

import static io.braid.frame.DispatchFailure.ensure;

import io.braid.frame.DispatchFailure;
import io.braid.frame.Dispatchable;
import io.braid.frame.Lookup;
import io.braid.frame.Origin;
import io.braid.frame.Pallet;
import io.braid.frame.PalletContext;
import io.braid.frame.PalletError;
import io.braid.frame.PalletEvent;
import io.braid.frame.Unbounded;
import io.braid.frame.storage.Hasher;
import io.braid.frame.storage.KeyPart;
import io.braid.frame.storage.StorageDoubleMap;
import io.braid.frame.storage.StorageMap;
import io.braid.frame.system.FrameSystem;
import io.braid.primitives.AccountId;
import io.braid.primitives.U128;
import io.braid.scale.Codecs;
import io.braid.scale.Compact;
import io.braid.scale.Index;
import io.braid.xcm.Location;
import io.braid.xcm.LocationCodec;

/** Tokens of other chains. Every holding keeps its account alive. */
@Pallet
public final class ForeignAssets {
  /** What happened to holdings. */
  public sealed interface Event extends PalletEvent {
    /** Some assets were issued. */
    @Index(1)
    record Issued(Location assetId, AccountId owner, U128 amount) implements Event {}

    /** Some assets were transferred. */
    @Index(2)
    record Transferred(Location assetId, AccountId from, AccountId to, U128 amount)
        implements Event {}

    /** Some assets were destroyed. */
    @Index(3)
    record Burned(Location assetId, AccountId owner, U128 balance) implements Event {}

    /** Some asset class was force-created. */
    @Index(6)
    record ForceCreated(Location assetId) implements Event {}
  }

  /** Why a holding stays as it is. */
  public enum Error implements PalletError {
    /** The holding is smaller than the amount. */
    BALANCE_LOW,
    /** The asset is unknown. */
    UNKNOWN,
    /** The asset is known already. */
    IN_USE,
    /** A holding would be above zero and below the asset's minimum, or the supply too large. */
    BAD_AMOUNT
  }

  /** The assets known here. Locations are short, but of no fixed size. */
  @Unbounded final StorageMap<Location, AssetDetails> asset;

  /** Holdings. */
  @Unbounded final StorageDoubleMap<Location, AccountId, U128> account;

  private final FrameSystem system;

  public ForeignAssets(PalletContext context, FrameSystem system) {
    this.system = system;
    asset =
        context.optionalMap(
            "Asset", Hasher.BLAKE2_128_CONCAT, LocationCodec.CODEC, AssetDetailsCodec.CODEC);
    account =
        context.doubleMap(
            "Account",
            new KeyPart<>(Hasher.BLAKE2_128_CONCAT, LocationCodec.CODEC),
            new KeyPart<>(Hasher.BLAKE2_128_CONCAT, AccountId.CODEC),
            Codecs.U128,
            U128.ZERO);
  }

  /** Makes an asset known. */
  @Dispatchable(index = 1, refTime = 50_000_000, proofSize = 4_000)
  void forceCreate(Origin origin, Location id, @Compact U128 minBalance) throws DispatchFailure {
    origin.ensureRoot();
    ensure(asset.find(id).isEmpty(), Error.IN_USE);
    ensure(!minBalance.isZero(), Error.BAD_AMOUNT);
    genesis(id, minBalance);
    system.deposit(new Event.ForceCreated(id));
  }

  /** Moves some assets from the sender to another account. */
  @Dispatchable(index = 8, refTime = 150_000_000, proofSize = 8_000)
  void transfer(Origin origin, Location id, @Lookup AccountId target, @Compact U128 amount)
      throws DispatchFailure {
    AccountId from = origin.ensureSigned();
    set(id, from, less(id, from, amount));
    set(id, target, balance(id, target).add(amount));
    system.deposit(new Event.Transferred(id, from, target, amount));
  }

  /** Makes an asset known before the first block. */
  public void genesis(Location id, U128 minBalance) {
    asset.set(id, new AssetDetails(U128.ZERO, minBalance));
  }

  public U128 balance(Location id, AccountId who) {
    return account.get(id, who);
  }

  /** All of an asset that is in accounts here; 0 of an unknown one. */
  public U128 supply(Location id) {
    return asset.find(id).map(AssetDetails::supply).orElse(U128.ZERO);
  }

  public boolean known(Location id) {
    return asset.find(id).isPresent();
  }

  /** Creates some of an asset in an account. */
  public void mint(Location id, AccountId who, U128 amount) throws DispatchFailure {
    AssetDetails details = details(id);
    ensure(U128.MAX.subtract(details.supply()).compareTo(amount) >= 0, Error.BAD_AMOUNT);
    set(id, who, balance(id, who).add(amount));
    asset.set(id, new AssetDetails(details.supply().add(amount), details.minBalance()));
    system.deposit(new Event.Issued(id, who, amount));
  }

  /** Destroys some of an asset in an account. */
  public void burn(Location id, AccountId who, U128 amount) throws DispatchFailure {
    AssetDetails details = details(id);
    set(id, who, less(id, who, amount));
    asset.set(id, new AssetDetails(details.supply().subtract(amount), details.minBalance()));
    system.deposit(new Event.Burned(id, who, amount));
  }

  private AssetDetails details(Location id) throws DispatchFailure {
    return asset.find(id).orElseThrow(() -> DispatchFailure.of(Error.UNKNOWN));
  }

  private U128 less(Location id, AccountId who, U128 amount) throws DispatchFailure {
    U128 held = balance(id, who);
    ensure(held.compareTo(amount) >= 0, Error.BALANCE_LOW);
    return held.subtract(amount);
  }

  private void set(Location id, AccountId who, U128 changed) throws DispatchFailure {
    U128 held = balance(id, who);
    ensure(changed.isZero() || changed.compareTo(details(id).minBalance()) >= 0, Error.BAD_AMOUNT);
    if (held.isZero() && !changed.isZero()) {
      system.incrementProviders(who);
    } else if (!held.isZero() && changed.isZero()) {
      system.decrementProviders(who);
    }
    if (changed.isZero()) {
      account.remove(id, who);
    } else {
      account.set(id, who, changed);
    }
  }
}
