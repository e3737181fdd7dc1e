package io.braid.chains.differential;

import io.braid.chains.ParachainGenesis;
import io.braid.crypto.hash.Blake2b;
import io.braid.executor.host.StateHost;
import io.braid.executor.host.StatelessHost;
import io.braid.frame.Call;
import io.braid.frame.executive.Executive;
import io.braid.pallets.parachains.configuration.HostConfiguration;
import io.braid.pallets.parachains.configuration.HostConfigurationCodec;
import io.braid.pallets.xcm.XcmPalletCall;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.primitives.StateVersion;
import io.braid.primitives.U128;
import io.braid.runtime.api.DigestItem;
import io.braid.runtime.api.Header;
import io.braid.runtime.api.HeaderCodec;
import io.braid.runtime.api.Host;
import io.braid.runtime.api.InherentData;
import io.braid.runtime.api.parachains.AbridgedHrmpChannel;
import io.braid.runtime.api.parachains.AbridgedHrmpChannelCodec;
import io.braid.runtime.api.parachains.CoreInfo;
import io.braid.runtime.api.parachains.HrmpChannelId;
import io.braid.runtime.api.parachains.InboundDownwardMessage;
import io.braid.runtime.api.parachains.InboundHrmpMessage;
import io.braid.runtime.api.parachains.ParachainInherentData;
import io.braid.runtime.api.parachains.ParachainInherentDataCodec;
import io.braid.runtime.api.parachains.PersistedValidationData;
import io.braid.runtime.api.parachains.RelayStateKeys;
import io.braid.scale.Codecs;
import io.braid.scale.ScaleWriter;
import io.braid.trie.StateTrie;
import io.braid.trie.TrieUpdate;
import io.braid.xcm.Asset;
import io.braid.xcm.AssetFilter;
import io.braid.xcm.Assets;
import io.braid.xcm.Instruction;
import io.braid.xcm.Location;
import io.braid.xcm.VersionedAssets;
import io.braid.xcm.VersionedLocation;
import io.braid.xcm.VersionedXcm;
import io.braid.xcm.WeightLimit;
import io.braid.xcm.WildAsset;
import io.braid.xcm.Xcm;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * A parachain with one sibling. The relay chain below it is a handful of storage entries that are
 * proved to every block, with messages from above and from the sibling.
 */
final class SeededParachain extends SeededChain {
  /** A runtime's writer of genesis. */
  interface GenesisWriter {
    void write(ParachainGenesis genesis, Host host, Bytes code);
  }

  /**
   * A parachain runtime.
   *
   * @param currency how XCM knows its currency
   */
  record Kind(
      int paraId,
      int sibling,
      Location currency,
      GenesisWriter genesis,
      Function<Host, Executive> executive) {}

  private static final AbridgedHrmpChannel CHANNEL =
      new AbridgedHrmpChannel(8, 1 << 20, 1 << 17, 0, 0, Optional.empty());

  private static final int MOST_IN_A_SLOT = 3;
  private static final int MOST_WAITING = 8;

  private final Kind kind;

  /** Blocks from the one that the relay chain has included on. */
  private final ArrayDeque<Header> waiting = new ArrayDeque<>();

  private int inSlot;
  private int relayBlock = 10;
  private Hash256 downwardHead = Hash256.ZERO;
  private Hash256 siblingHead = Hash256.ZERO;

  private SeededParachain(Kind kind, TwoBuilds builds, long seed) {
    super(
        builds,
        seed,
        (chain, host) ->
            kind.genesis()
                .write(
                    new ParachainGenesis(
                        kind.paraId(),
                        1_000,
                        chain.keys.stream().map(key -> key.publicKey()).toList(),
                        chain.endowments(),
                        Optional.of(chain.keys.getFirst().accountId())),
                    host,
                    builds.blob()));
    this.kind = kind;
  }

  static SeededParachain of(Kind kind, TwoBuilds builds, long seed) {
    return new SeededParachain(kind, builds, seed);
  }

  @Override
  Executive executive(Host host) {
    return kind.executive().apply(host);
  }

  @Override
  List<DigestItem> claims(long slot) {
    return List.of(
        new DigestItem.PreRuntime(Bytes.utf8("aura"), Codecs.U64.encodeToBytes(slot)),
        new CoreInfo(inSlot, 0, MOST_IN_A_SLOT).digestItem());
  }

  /** Several blocks may be made on one relay block. */
  @Override
  int advance() {
    boolean another = inSlot > 0 && inSlot < MOST_IN_A_SLOT && random.nextInt(2) == 0;
    inSlot = another ? inSlot + 1 : 1;
    return another ? 0 : super.advance();
  }

  @Override
  InherentData inherents(long slot, Header onto) {
    boolean newRelayBlock = inSlot == 1;
    relayBlock += newRelayBlock ? 1 + random.nextInt(3) : 0;
    List<InboundDownwardMessage> downward = new ArrayList<>();
    for (int i = newRelayBlock ? random.nextInt(3) : 0; i > 0; i--) {
      InboundDownwardMessage message =
          new InboundDownwardMessage(relayBlock, message(Location.HERE));
      downwardHead = extend(downwardHead, message.sentAt(), message.msg());
      downward.add(message);
    }
    TreeMap<Integer, List<InboundHrmpMessage>> horizontal = new TreeMap<>();
    if (newRelayBlock && random.nextInt(3) == 0) {
      Bytes page = Bytes.concat(Bytes.of((byte) 0), message(Location.sibling(kind.sibling())));
      siblingHead = extend(siblingHead, relayBlock, page);
      horizontal.put(kind.sibling(), List.of(new InboundHrmpMessage(relayBlock, page)));
    }
    waiting.addLast(onto);
    while (waiting.size() > 1 && (waiting.size() > MOST_WAITING || random.nextInt(3) == 0)) {
      waiting.removeFirst();
    }
    TrieUpdate relay = relayState(slot, HeaderCodec.CODEC.encodeToBytes(waiting.getFirst()));
    ParachainInherentData data =
        new ParachainInherentData(
            new PersistedValidationData(
                HeaderCodec.CODEC.encodeToBytes(onto), relayBlock, relay.root(), 5 << 20),
            new ParachainInherentData.StorageProofNodes(
                List.copyOf(new TreeMap<>(relay.newNodes()).values())),
            downward,
            horizontal);
    return super.inherents(slot, onto)
        .with(ParachainInherentData.IDENTIFIER, ParachainInherentDataCodec.CODEC, data);
  }

  private static Hash256 extend(Hash256 head, int sentAt, Bytes message) {
    byte[] hash = Blake2b.hash256(message.unsafeArray());
    return Hash256.of(
        Blake2b.hash256(
            new ScaleWriter(68).raw(head.unsafeArray()).u32(sentAt).raw(hash).toArray()));
  }

  private TrieUpdate relayState(long slot, Bytes head) {
    StateHost relay = StateHost.over(StateTrie.empty(StatelessHost.BLAKE2));
    RelayStateKeys entries = new RelayStateKeys(relay);
    int id = kind.paraId();
    int sibling = kind.sibling();
    relay.set(
        entries.activeConfig(),
        HostConfigurationCodec.CODEC.encodeToBytes(HostConfiguration.development(2)));
    relay.set(entries.currentSlot(), Codecs.U64.encodeToBytes(slot));
    relay.set(entries.dmqMqcHead(id), downwardHead.bytes());
    relay.set(entries.paraHead(id), Codecs.bytes(1 << 20).encodeToBytes(head));
    var ids = Codecs.list(Codecs.U32, 1);
    relay.set(entries.hrmpIngressChannelIndex(id), ids.encodeToBytes(List.of(sibling)));
    relay.set(entries.hrmpEgressChannelIndex(id), ids.encodeToBytes(List.of(sibling)));
    relay.set(
        entries.hrmpChannel(new HrmpChannelId(id, sibling)),
        AbridgedHrmpChannelCodec.CODEC.encodeToBytes(CHANNEL));
    relay.set(
        entries.hrmpChannel(new HrmpChannelId(sibling, id)),
        AbridgedHrmpChannelCodec.CODEC.encodeToBytes(
            new AbridgedHrmpChannel(8, 1 << 20, 1 << 17, 0, 0, Optional.of(siblingHead))));
    return relay.overlay().update(StateVersion.V1);
  }

  /** A message that pays in the relay chain's currency, one that does not, or nonsense. */
  private Bytes message(Location from) {
    Assets assets = Assets.of(Asset.fungible(Location.PARENT, someAmount().add(U128.ONE)));
    Instruction arrival =
        random.nextBoolean()
            ? new Instruction.ReceiveTeleportedAsset(assets)
            : new Instruction.ReserveAssetDeposited(assets);
    Instruction buy =
        new Instruction.BuyExecution(
            Asset.fungible(Location.PARENT, someAmount().add(U128.ONE)),
            new WeightLimit.Unlimited());
    Instruction deposit =
        new Instruction.DepositAsset(
            new AssetFilter.Wild(new WildAsset.All()), Location.account(someone()));
    Xcm xcm =
        switch (random.nextInt(4)) {
          case 0 -> Xcm.of(arrival, deposit);
          case 1 -> Xcm.of(arrival, buy, new Instruction.Trap(7), deposit);
          default -> Xcm.of(arrival, buy, deposit);
        };
    boolean garbled = from.equals(Location.HERE) && random.nextInt(8) == 0;
    return garbled
        ? Bytes.wrap(randomBytes(20))
        : VersionedXcm.CODEC.encodeToBytes(new VersionedXcm(xcm));
  }

  @Override
  Call call(int depth) {
    if (random.nextInt(8) != 0) {
      return SeededCalls.common(this, depth);
    }
    Location dest = random.nextBoolean() ? Location.PARENT : Location.sibling(kind.sibling());
    var at = new VersionedLocation(dest);
    var to = new VersionedLocation(Location.account(someone()));
    var what = new VersionedAssets(Assets.of(Asset.fungible(kind.currency(), someAmount())));
    return switch (random.nextInt(3)) {
      case 0 ->
          new XcmPalletCall.LimitedTeleportAssets(at, to, what, 0, new WeightLimit.Unlimited());
      case 1 ->
          new XcmPalletCall.LimitedReserveTransferAssets(
              at, to, what, 0, new WeightLimit.Unlimited());
      default -> new XcmPalletCall.TransferAssets(at, to, what, 0, new WeightLimit.Unlimited());
    };
  }
}
