package io.braid.chains.differential;

import io.braid.chains.relay.RelayGenesis;
import io.braid.chains.relay.RelayKeys;
import io.braid.chains.relay.RelayRuntime;
import io.braid.chains.relay.RelayRuntimeEntryPoints;
import io.braid.crypto.NonceEntropy;
import io.braid.crypto.keys.KeyPair;
import io.braid.executor.host.StateHost;
import io.braid.frame.Call;
import io.braid.frame.executive.Executive;
import io.braid.pallets.session.KeysOf;
import io.braid.pallets.session.SessionCall;
import io.braid.pallets.xcm.XcmPalletCall;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.DigestItem;
import io.braid.runtime.api.Header;
import io.braid.runtime.api.Host;
import io.braid.runtime.api.InherentData;
import io.braid.runtime.api.babe.BabePreDigest;
import io.braid.runtime.api.babe.BabePreDigestCodec;
import io.braid.runtime.api.parachains.DisputeStatement;
import io.braid.runtime.api.parachains.DisputeStatementSet;
import io.braid.runtime.api.parachains.ParachainsInherentData;
import io.braid.runtime.api.parachains.ParachainsInherentDataCodec;
import io.braid.scale.Codecs;
import io.braid.scale.ScaleWriter;
import io.braid.xcm.Asset;
import io.braid.xcm.Assets;
import io.braid.xcm.Location;
import io.braid.xcm.VersionedAssets;
import io.braid.xcm.VersionedLocation;
import io.braid.xcm.WeightLimit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A relay chain of four validators who change their keys now and then, and one parachain. Three of
 * them vote in disputes, one of them on both sides; the fourth makes the blocks, because who loses
 * a dispute may not.
 */
final class SeededRelay extends SeededChain {
  private static final int VALIDATORS = 4;

  SeededRelay(TwoBuilds builds, long seed) {
    super(builds, seed, (chain, host) -> genesis(chain).write(host, builds.blob()));
  }

  private static RelayGenesis genesis(SeededChain chain) {
    List<KeysOf<RelayKeys>> validators = new ArrayList<>();
    for (KeyPair key : chain.keys.subList(0, VALIDATORS)) {
      Bytes k = key.publicKey();
      validators.add(new KeysOf<>(key.accountId(), new RelayKeys(k, k, k, k, k, beefy(k))));
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
  List<DigestItem> claims(long slot) {
    return List.of(
        new DigestItem.PreRuntime(
            Bytes.utf8("BABE"),
            BabePreDigestCodec.CODEC.encodeToBytes(
                new BabePreDigest.SecondaryPlain(VALIDATORS - 1, slot))));
  }

  @Override
  InherentData inherents(long slot, Header onto) {
    return super.inherents(slot, onto)
        .with(
            "parachn0",
            ParachainsInherentDataCodec.CODEC,
            new ParachainsInherentData(List.of(), List.of(), disputes(), onto));
  }

  /** Now and then the votes on a candidate, some of which do not count. */
  private List<DisputeStatementSet> disputes() {
    if (random.nextInt(4) != 0) {
      return List.of();
    }
    RelayRuntimeEntryPoints relay = new RelayRuntimeEntryPoints(StateHost.over(state()));
    int session =
        Codecs.U32.decodeAll(relay.call("ParachainHost_session_index_for_child", new byte[0]));
    List<Bytes> active =
        Codecs.list(Codecs.fixedBytes(32), VALIDATORS)
            .decodeAll(relay.call("ParachainHost_validators", new byte[0]));
    // One of few, so that votes come late and twice.
    byte[] candidate = new byte[32];
    candidate[0] = (byte) random.nextInt(4);
    Hash256 hash = Hash256.of(candidate);
    List<DisputeStatementSet.Statement> votes = new ArrayList<>();
    for (int voter = 0; voter < VALIDATORS - 1; voter++) {
      int position = active.indexOf(keys.get(voter).publicKey());
      if (position >= 0 && random.nextInt(5) != 0) {
        if (voter == 0) {
          votes.add(vote(voter, position, backed(hash), 'B', hash, session));
        }
        votes.add(
            random.nextInt(5) == 0
                ? vote(voter, position, approved(), 'A', hash, session)
                : vote(voter, position, refused(), 'D', hash, session));
      }
    }
    return votes.isEmpty() ? List.of() : List.of(new DisputeStatementSet(hash, session, votes));
  }

  private static DisputeStatement backed(Hash256 parent) {
    return new DisputeStatement.Valid(new DisputeStatement.ValidKind.BackingValid(parent));
  }

  private static DisputeStatement approved() {
    return new DisputeStatement.Valid(new DisputeStatement.ValidKind.ApprovalChecking());
  }

  private static DisputeStatement refused() {
    return new DisputeStatement.Invalid(DisputeStatement.InvalidKind.EXPLICIT);
  }

  private DisputeStatementSet.Statement vote(
      int voter, int position, DisputeStatement statement, char kind, Hash256 hash, int session) {
    ScaleWriter payload = new ScaleWriter(80);
    switch (kind) {
      case 'B' ->
          payload.raw(Bytes.utf8("BKNG")).u8(2).raw(hash.bytes()).u32(session).raw(hash.bytes());
      case 'A' -> payload.raw(Bytes.utf8("APPR")).raw(hash.bytes()).u32(session);
      default -> payload.raw(Bytes.utf8("DISP")).u8(0).raw(hash.bytes()).u32(session);
    }
    // Sometimes signed by somebody else.
    int signer = random.nextInt(10) == 0 ? VALIDATORS : voter;
    return new DisputeStatementSet.Statement(
        statement, position, keys.get(signer).sign(payload.toArray(), NonceEntropy.NONE));
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
        someKey(),
        someKey(),
        someKey(),
        random.nextBoolean() ? taken : someKey(),
        someKey(),
        beefy(random.nextBoolean() ? taken : someKey()));
  }

  /** Every other one belongs to no point of the curve, and so to no Ethereum address. */
  private static Bytes beefy(Bytes coordinate) {
    return Bytes.concat(Bytes.of((byte) 2), coordinate);
  }

  private Bytes someKey() {
    return Bytes.wrap(randomBytes(32));
  }
}
