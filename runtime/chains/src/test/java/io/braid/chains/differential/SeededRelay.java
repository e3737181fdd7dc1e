package io.braid.chains.differential;

import io.braid.chains.relay.RelayGenesis;
import io.braid.chains.relay.RelayKeys;
import io.braid.chains.relay.RelayRuntime;
import io.braid.crypto.keys.KeyPair;
import io.braid.frame.Call;
import io.braid.frame.executive.Executive;
import io.braid.pallets.session.KeysOf;
import io.braid.pallets.session.SessionCall;
import io.braid.pallets.xcm.XcmPalletCall;
import io.braid.primitives.Bytes;
import io.braid.runtime.api.DigestItem;
import io.braid.runtime.api.Header;
import io.braid.runtime.api.Host;
import io.braid.runtime.api.InherentData;
import io.braid.runtime.api.babe.BabePreDigest;
import io.braid.runtime.api.babe.BabePreDigestCodec;
import io.braid.runtime.api.parachains.ParachainsInherentData;
import io.braid.runtime.api.parachains.ParachainsInherentDataCodec;
import io.braid.xcm.Asset;
import io.braid.xcm.Assets;
import io.braid.xcm.Location;
import io.braid.xcm.VersionedAssets;
import io.braid.xcm.VersionedLocation;
import io.braid.xcm.WeightLimit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A relay chain of four validators who change their keys now and then, and one parachain. */
final class SeededRelay extends SeededChain {
  private static final int VALIDATORS = 4;

  SeededRelay(TwoBuilds builds, long seed) {
    super(builds, seed, (chain, host) -> genesis(chain).write(host, builds.blob()));
  }

  private static RelayGenesis genesis(SeededChain chain) {
    List<KeysOf<RelayKeys>> validators = new ArrayList<>();
    for (KeyPair key : chain.keys.subList(0, VALIDATORS)) {
      Bytes k = key.publicKey();
      validators.add(new KeysOf<>(key.accountId(), new RelayKeys(k, k, k, k, k)));
    }
    return new RelayGenesis(
        1_000,
        10,
        validators,
        chain.endowments(),
        Optional.of(chain.keys.getFirst().accountId()),
        List.of(new RelayGenesis.Parachain(1000, Bytes.of((byte) 1), Bytes.of((byte) 1))),
        List.of());
  }

  @Override
  Executive executive(Host host) {
    return new RelayRuntime(host).executive();
  }

  @Override
  DigestItem claim(long slot) {
    return new DigestItem.PreRuntime(
        Bytes.utf8("BABE"),
        BabePreDigestCodec.CODEC.encodeToBytes(
            new BabePreDigest.SecondaryPlain(random.nextInt(VALIDATORS), slot)));
  }

  @Override
  InherentData inherents(long slot, Header onto) {
    return super.inherents(slot, onto)
        .with(
            "parachn0",
            ParachainsInherentDataCodec.CODEC,
            new ParachainsInherentData(List.of(), List.of(), List.of(), onto));
  }

  @Override
  Call call(int depth) {
    return switch (random.nextInt(12)) {
      case 0 -> new SessionCall.SetKeys(someKeys(), Bytes.wrap(randomBytes(random.nextInt(4))));
      case 1 ->
          new XcmPalletCall.LimitedTeleportAssets(
              new VersionedLocation(Location.child(random.nextBoolean() ? 1000 : 1001)),
              new VersionedLocation(Location.account(someone())),
              new VersionedAssets(Assets.of(Asset.fungible(Location.HERE, someAmount()))),
              0,
              new WeightLimit.Unlimited());
      case 2 ->
          random.nextInt(5) == 0 ? new SessionCall.PurgeKeys() : SeededCalls.common(this, depth);
      default -> SeededCalls.common(this, depth);
    };
  }

  /** Sometimes a key that belongs to somebody. */
  private RelayKeys someKeys() {
    Bytes taken = keys.get(random.nextInt(keys.size())).publicKey();
    return new RelayKeys(
        someKey(), someKey(), someKey(), random.nextBoolean() ? taken : someKey(), someKey());
  }

  private Bytes someKey() {
    return Bytes.wrap(randomBytes(32));
  }
}
