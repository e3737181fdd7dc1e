package io.braid.pallets.parachainsystem;

import io.braid.frame.executive.InvalidBlock;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.Host;
import io.braid.runtime.api.parachains.AbridgedHostConfiguration;
import io.braid.runtime.api.parachains.AbridgedHostConfigurationCodec;
import io.braid.runtime.api.parachains.AbridgedHrmpChannel;
import io.braid.runtime.api.parachains.AbridgedHrmpChannelCodec;
import io.braid.runtime.api.parachains.HrmpChannelId;
import io.braid.runtime.api.parachains.RelayStateKeys;
import io.braid.runtime.api.parachains.UpgradeGoAhead;
import io.braid.runtime.api.parachains.UpgradeGoAheadCodec;
import io.braid.scale.Codec;
import io.braid.scale.Codecs;
import io.braid.scale.ScaleReader;
import io.braid.trie.StateTrie;
import io.braid.trie.StorageProof;
import io.braid.trie.TrieException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The relay chain's state as far as a proof shows it. Anything missing makes the block invalid. */
final class RelayState {
  private static final int MAX_CHANNELS = 1_024;

  private final StateTrie state;
  private final RelayStateKeys keys;
  private final int paraId;

  RelayState(Host host, int paraId, Hash256 root, List<Bytes> proof) {
    this.paraId = paraId;
    keys = new RelayStateKeys(host);
    var hasher = (io.braid.trie.NodeHasher) data -> Hash256.of(host.blake2b256(data));
    state = new StateTrie(root, StorageProof.of(proof).source(hasher), hasher);
  }

  /** Reads the start of a value: the relay chain may know more fields than this parachain. */
  private <T> Optional<T> read(Bytes key, Codec<T> codec) {
    try {
      return state.get(key).map(value -> codec.decode(new ScaleReader(value)));
    } catch (TrieException missing) {
      throw new InvalidBlock(
          "expected the relay state proof to hold " + key + ": " + missing.getMessage());
    }
  }

  AbridgedHostConfiguration configuration() {
    return read(keys.activeConfig(), AbridgedHostConfigurationCodec.CODEC)
        .orElseThrow(() -> new InvalidBlock("expected the relay chain's host configuration"));
  }

  long slot() {
    return read(keys.currentSlot(), Codecs.U64)
        .orElseThrow(() -> new InvalidBlock("expected the relay chain's slot"));
  }

  /** The head of this parachain that the relay chain has included. */
  Optional<Bytes> includedHead() {
    return read(keys.paraHead(paraId), Codecs.bytes(1 << 20));
  }

  Optional<UpgradeGoAhead> upgradeGoAhead() {
    return read(keys.upgradeGoAheadSignal(paraId), UpgradeGoAheadCodec.CODEC);
  }

  boolean upgradeRestricted() {
    return read(keys.upgradeRestrictionSignal(paraId), Codecs.U8).isPresent();
  }

  MessagingState messaging() {
    Hash256 head = read(keys.dmqMqcHead(paraId), Hash256.CODEC).orElse(Hash256.ZERO);
    Map.Entry<Integer, Integer> capacity =
        read(keys.relayDispatchQueueRemainingCapacity(paraId), Codecs.pair(Codecs.U32, Codecs.U32))
            .orElseGet(() ->
                Map.entry(
                    configuration().maxUpwardQueueCount(), configuration().maxUpwardQueueSize()));
    var ids = Codecs.list(Codecs.U32, MAX_CHANNELS);
    List<Map.Entry<Integer, AbridgedHrmpChannel>> ingress = new ArrayList<>();
    for (int sender : read(keys.hrmpIngressChannelIndex(paraId), ids).orElse(List.of())) {
      ingress.add(Map.entry(sender, channel(new HrmpChannelId(sender, paraId))));
    }
    List<Map.Entry<Integer, AbridgedHrmpChannel>> egress = new ArrayList<>();
    for (int recipient : read(keys.hrmpEgressChannelIndex(paraId), ids).orElse(List.of())) {
      egress.add(Map.entry(recipient, channel(new HrmpChannelId(paraId, recipient))));
    }
    return new MessagingState(head, capacity.getKey(), capacity.getValue(), ingress, egress);
  }

  private AbridgedHrmpChannel channel(HrmpChannelId id) {
    return read(keys.hrmpChannel(id), AbridgedHrmpChannelCodec.CODEC)
        .orElseThrow(() -> new InvalidBlock("expected the channel " + id + " of the index"));
  }
}
