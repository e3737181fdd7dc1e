package io.braid.parachains.collation;

import io.braid.consensus.chain.ChainView;
import io.braid.parachains.following.RelayHashing;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.parachains.HrmpChannelId;
import io.braid.runtime.api.parachains.ParachainInherentData.StorageProofNodes;
import io.braid.runtime.api.parachains.RelayStateKeys;
import io.braid.scale.Codec;
import io.braid.scale.Codecs;
import io.braid.scale.Decoded;
import io.braid.trie.ProofRecorder;
import io.braid.trie.StateTrie;
import io.braid.trie.TrieException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Proves to a parachain's runtime what the relay chain's state says about it. */
public final class RelayStateProof {
  private static final Codec<List<Integer>> IDS = Codecs.list(Codecs.U32, 1 << 16);

  private static final RelayStateKeys KEYS = new RelayStateKeys(RelayHashing.HOST);
  private final ChainView relay;
  private final int paraId;

  RelayStateProof(ChainView relay, int paraId) {
    this.relay = relay;
    this.paraId = paraId;
  }

  /** The trie nodes that answer all that a block on this relay parent may ask. */
  Optional<StorageProofNodes> at(Hash256 relayParent) {
    Optional<StateTrie> state = relay.state(relayParent);
    if (state.isEmpty()) {
      return Optional.empty();
    }
    ProofRecorder recorder = new ProofRecorder(state.get().source());
    StateTrie recorded = new StateTrie(state.get().root(), recorder, state.get().hasher());
    try {
      KEYS.always(paraId).forEach(recorded::get);
      channels(recorded, paraId).forEach(recorded::get);
    } catch (TrieException missing) {
      return Optional.empty();
    }
    return Optional.of(new StorageProofNodes(recorder.proof().nodes()));
  }

  /**
   * The keys of a parachain's channels.
   *
   * @param state with at least the lists of channels
   * @throws TrieException when it lacks these
   */
  public static List<Bytes> channels(StateTrie state, int paraId) {
    List<Bytes> channels = new ArrayList<>();
    for (int sender : ids(state, KEYS.hrmpIngressChannelIndex(paraId))) {
      channels.add(KEYS.hrmpChannel(new HrmpChannelId(sender, paraId)));
    }
    for (int recipient : ids(state, KEYS.hrmpEgressChannelIndex(paraId))) {
      channels.add(KEYS.hrmpChannel(new HrmpChannelId(paraId, recipient)));
    }
    return channels;
  }

  private static List<Integer> ids(StateTrie state, Bytes key) {
    return state
        .get(key)
        .flatMap(value ->
            IDS.tryDecode(value) instanceof Decoded.Value<List<Integer>>(List<Integer> ids)
                ? Optional.of(ids)
                : Optional.empty())
        .orElse(List.of());
  }

  /** The relay chain's slot in a block's state. */
  Optional<Long> slot(Hash256 relayBlock) {
    return relay
        .storage(relayBlock, KEYS.currentSlot())
        .flatMap(value ->
            Codecs.U64.tryDecode(value) instanceof Decoded.Value<Long>(Long slot)
                ? Optional.of(slot)
                : Optional.empty());
  }
}
