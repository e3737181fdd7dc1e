package io.braid.chains;

import io.braid.chains.template.TemplateRuntime;
import io.braid.chains.template.TemplateRuntimeEntryPoints;
import io.braid.crypto.hash.Blake2b;
import io.braid.executor.host.StateHost;
import io.braid.executor.host.StatelessHost;
import io.braid.pallets.parachains.configuration.HostConfiguration;
import io.braid.pallets.parachains.configuration.HostConfigurationCodec;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.primitives.StateVersion;
import io.braid.runtime.api.Digest;
import io.braid.runtime.api.DigestItem;
import io.braid.runtime.api.Header;
import io.braid.runtime.api.HeaderCodec;
import io.braid.runtime.api.InherentData;
import io.braid.runtime.api.parachains.CoreInfo;
import io.braid.runtime.api.parachains.InboundDownwardMessage;
import io.braid.runtime.api.parachains.ParachainInherentData;
import io.braid.runtime.api.parachains.ParachainInherentDataCodec;
import io.braid.runtime.api.parachains.PersistedValidationData;
import io.braid.runtime.api.parachains.RelayStateKeys;
import io.braid.runtime.api.parachains.UpgradeGoAhead;
import io.braid.runtime.api.parachains.UpgradeGoAheadCodec;
import io.braid.scale.Codecs;
import io.braid.scale.ScaleWriter;
import io.braid.trie.NodeSource;
import io.braid.trie.StateTrie;
import io.braid.trie.TrieUpdate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The template parachain, built block by block against a relay chain that a test makes up. */
final class AheadChain {
  static final int PARA = 2000;
  static final long SLOT_MILLIS = 6_000;

  /**
   * What a relay parent's state says.
   *
   * @param included the parachain's block that it has included
   * @param upwardRoom how many upward messages fit into its queue
   * @param downward all messages to the parachain that it holds, all of this relay block
   */
  record Relay(
      int number,
      long slot,
      Header included,
      int upwardRoom,
      List<Bytes> downward,
      Optional<UpgradeGoAhead> goAhead) {
    Relay(int number, Header included) {
      this(number, 1_000 + number, included, 10, List.of(), Optional.empty());
    }
  }

  private final Map<Hash256, Bytes> nodes = new HashMap<>();
  private StateTrie state;
  private Header tip;

  AheadChain() {
    StateHost genesis = StateHost.over(StateTrie.empty(StatelessHost.BLAKE2));
    TemplateRuntime.writeGenesis(
        new ParachainGenesis(
            PARA,
            SLOT_MILLIS,
            List.of(Bytes.wrap(new byte[32])),
            new TreeMap<>(),
            Optional.empty()),
        genesis,
        Bytes.utf8("code"));
    state = kept(genesis);
    tip = new Header(Hash256.ZERO, 0, state.root(), Hash256.ZERO, Digest.EMPTY);
  }

  private StateTrie kept(StateHost host) {
    TrieUpdate update = host.overlay().update(StateVersion.V1);
    nodes.putAll(update.newNodes());
    return new StateTrie(update.root(), NodeSource.EMPTY.over(nodes), StatelessHost.BLAKE2);
  }

  Header tip() {
    return tip;
  }

  static Hash256 hash(Header header) {
    return Hash256.of(Blake2b.hash256(HeaderCodec.CODEC.encode(header)));
  }

  /** The runtime on the last block's state. */
  TemplateRuntime runtime() {
    return new TemplateRuntime(StateHost.over(state));
  }

  /** The code in the last block's state. */
  Bytes code() {
    return state.get(Bytes.utf8(":code")).orElseThrow();
  }

  /** Whether the runtime on the last block lets a child of it be built. */
  boolean mayGoOn(Header included, Relay relay) {
    Bytes answer =
        Bytes.wrap(
            new TemplateRuntimeEntryPoints(StateHost.over(state))
                .call(
                    "AuraUnincludedSegmentApi_can_build_upon",
                    new ScaleWriter(40)
                        .write(Hash256.CODEC, hash(included))
                        .u64(relay.slot())
                        .toArray()));
    return Codecs.BOOL.decodeAll(answer);
  }

  Header build(Relay relay) {
    return build(relay, new CoreInfo(0, 0, 1), runtime -> {});
  }

  /**
   * Builds the next block.
   *
   * @param inside what happens in it, behind the inherents
   */
  Header build(Relay relay, CoreInfo core, Consumer<TemplateRuntime> inside) {
    StateHost host = StateHost.over(state);
    TemplateRuntime runtime = new TemplateRuntime(host);
    DigestItem claim =
        new DigestItem.PreRuntime(Bytes.utf8("aura"), Codecs.U64.encodeToBytes(relay.slot()));
    runtime
        .executive()
        .initializeBlock(
            new Header(
                hash(tip),
                tip.number() + 1,
                Hash256.ZERO,
                Hash256.ZERO,
                new Digest(List.of(claim, core.digestItem()))));
    for (Bytes inherent : runtime.executive().inherentExtrinsics(inherents(relay))) {
      runtime.executive().applyExtrinsic(inherent);
    }
    inside.accept(runtime);
    tip = runtime.executive().finalizeBlock();
    state = kept(host);
    return tip;
  }

  private InherentData inherents(Relay relay) {
    Hash256 head = Hash256.ZERO;
    for (Bytes message : relay.downward()) {
      byte[] hash = Blake2b.hash256(message.unsafeArray());
      head =
          Hash256.of(
              Blake2b.hash256(
                  new ScaleWriter(68)
                      .raw(head.unsafeArray())
                      .u32(relay.number())
                      .raw(hash)
                      .toArray()));
    }
    TrieUpdate proof = proof(relay, head);
    return InherentData.EMPTY
        .with("timstap0", Codecs.U64, relay.slot() * SLOT_MILLIS)
        .with(
            ParachainInherentData.IDENTIFIER,
            ParachainInherentDataCodec.CODEC,
            new ParachainInherentData(
                new PersistedValidationData(
                    HeaderCodec.CODEC.encodeToBytes(tip), relay.number(), proof.root(), 5 << 20),
                new ParachainInherentData.StorageProofNodes(
                    List.copyOf(new TreeMap<>(proof.newNodes()).values())),
                relay.downward().stream()
                    .map(message -> new InboundDownwardMessage(relay.number(), message))
                    .toList(),
                new TreeMap<>()));
  }

  private static TrieUpdate proof(Relay relay, Hash256 downwardHead) {
    StateHost host = StateHost.over(StateTrie.empty(StatelessHost.BLAKE2));
    RelayStateKeys keys = new RelayStateKeys(host);
    host.set(
        keys.activeConfig(),
        HostConfigurationCodec.CODEC.encodeToBytes(HostConfiguration.development(3)));
    host.set(keys.currentSlot(), Codecs.U64.encodeToBytes(relay.slot()));
    host.set(keys.dmqMqcHead(PARA), downwardHead.bytes());
    host.set(
        keys.paraHead(PARA),
        Codecs.bytes(1 << 20).encodeToBytes(HeaderCodec.CODEC.encodeToBytes(relay.included())));
    host.set(
        keys.relayDispatchQueueRemainingCapacity(PARA),
        new ScaleWriter(8).u32(relay.upwardRoom()).u32(1 << 16).toBytes());
    relay
        .goAhead()
        .ifPresent(signal ->
            host.set(
                keys.upgradeGoAheadSignal(PARA), UpgradeGoAheadCodec.CODEC.encodeToBytes(signal)));
    return host.overlay().update(StateVersion.V1);
  }
}
