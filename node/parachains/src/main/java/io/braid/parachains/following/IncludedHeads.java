package io.braid.parachains.following;

import io.braid.consensus.chain.ChainView;
import io.braid.parachains.candidate.Candidates;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.parachains.RelayStateKeys;
import io.braid.scale.Codec;
import io.braid.scale.Codecs;
import io.braid.scale.Decoded;
import java.util.List;
import java.util.Optional;

/** What the relay chain has included of one parachain. */
public final class IncludedHeads {
  private static final Codec<List<Integer>> IDS = Codecs.list(Codecs.U32, 1 << 16);

  private final ChainView relay;
  private final Bytes key;

  public IncludedHeads(ChainView relay, int paraId) {
    this.relay = relay;
    key = new RelayStateKeys(RelayHashing.HOST).paraHead(paraId);
  }

  /** The ids of all parachains in a relay block's state; none on a chain without them. */
  public static List<Integer> parachains(ChainView relay, Hash256 relayBlock) {
    return relay
        .storage(relayBlock, new RelayStateKeys(RelayHashing.HOST).parachains())
        .flatMap(value ->
            IDS.tryDecode(value) instanceof Decoded.Value<List<Integer>>(List<Integer> ids)
                ? Optional.of(ids)
                : Optional.empty())
        .orElse(List.of());
  }

  /** The head data in a relay block's state: the SCALE form of a sealed header. */
  public Optional<Bytes> head(Hash256 relayBlock) {
    return relay
        .storage(relayBlock, key)
        .flatMap(value ->
            Codecs.bytes(1 << 20).tryDecode(value) instanceof Decoded.Value<Bytes>(Bytes head)
                ? Optional.of(head)
                : Optional.empty());
  }

  /** The hash of the parachain block that a relay block's state has included. */
  public Optional<Hash256> block(Hash256 relayBlock) {
    return head(relayBlock).map(Candidates::hash);
  }

  /** The parachain block that the relay chain's best block has included. */
  public Optional<Hash256> bestBlock() {
    return block(relay.best().hash());
  }

  /** The parachain block that the relay chain's final block has included. */
  public Optional<Hash256> finalBlock() {
    return block(relay.finalised().hash());
  }
}
