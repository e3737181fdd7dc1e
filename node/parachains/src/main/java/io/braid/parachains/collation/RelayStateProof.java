package io.braid.parachains.collation;

import io.braid.consensus.chain.Chain;
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
import java.util.List;
import java.util.Optional;

/** Proves to a parachain's runtime what the relay chain's state says about it. */
final class RelayStateProof {
  private static final Codec<List<Integer>> IDS = Codecs.list(Codecs.U32, 1 << 16);

  private final RelayStateKeys keys = new RelayStateKeys(RelayHashing.HOST);
  private final Chain relay;
  private final int paraId;

  RelayStateProof(Chain relay, int paraId) {
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
      for (Bytes key : keys.always(paraId)) {
        recorded.get(key);
      }
      for (int sender : ids(recorded, keys.hrmpIngressChannelIndex(paraId))) {
        recorded.get(keys.hrmpChannel(new HrmpChannelId(sender, paraId)));
      }
      for (int recipient : ids(recorded, keys.hrmpEgressChannelIndex(paraId))) {
        recorded.get(keys.hrmpChannel(new HrmpChannelId(paraId, recipient)));
      }
    } catch (TrieException missing) {
      return Optional.empty();
    }
    return Optional.of(new StorageProofNodes(recorder.proof().nodes()));
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
        .storage(relayBlock, keys.currentSlot())
        .flatMap(value ->
            Codecs.U64.tryDecode(value) instanceof Decoded.Value<Long>(Long slot)
                ? Optional.of(slot)
                : Optional.empty());
  }
}
