package io.braid.consensus.light;

import io.braid.consensus.chain.Chain;
import io.braid.consensus.protobuf.ProtobufReader;
import io.braid.consensus.protobuf.ProtobufWriter;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.trie.CompactProof;
import io.braid.trie.ProofRecorder;
import io.braid.trie.StateTrie;
import io.braid.trie.TrieException;
import io.braid.trie.TrieKeys;
import java.util.List;
import java.util.Optional;

/**
 * Hands out a block's whole state, a part at a time (messages {@code api.v1.StateRequest} and
 * {@code StateResponse}): the top trie from a key on, as entries or as a compact proof. The
 * requester goes on behind the last key. A request that begins inside a child trie is refused.
 */
public final class StateServer {
  /** Of keys and values in one response, about: the last entry may exceed it. */
  public static final int MAX_RESPONSE_BYTES = 2 << 20;

  private final Chain chain;

  public StateServer(Chain chain) {
    this.chain = chain;
  }

  /** The response; nothing for bytes that are no request, or a state that is not here. */
  public Optional<Bytes> answer(Bytes request) {
    Optional<ProtobufReader> fields = ProtobufReader.read(request);
    List<Bytes> start = fields.map(f -> f.allBytes(2)).orElse(List.of());
    Optional<StateTrie> state =
        fields
            .flatMap(f -> f.bytes(1))
            .filter(hash -> hash.size() == Hash256.SIZE)
            .flatMap(hash -> chain.state(Hash256.of(hash)));
    if (state.isEmpty() || start.size() > 1) {
      return Optional.empty();
    }
    Optional<Bytes> after = start.stream().filter(key -> !key.isEmpty()).findFirst();
    try {
      return Optional.of(
          fields.orElseThrow().number(3).orElse(0) != 0
              ? entries(state.get(), after)
              : proof(state.get(), after));
    } catch (TrieException missing) {
      return Optional.empty();
    }
  }

  private static TrieKeys keys(StateTrie state, Optional<Bytes> after) {
    TrieKeys keys = state.keys(Bytes.EMPTY);
    after.ifPresent(keys::seekAfter);
    return keys;
  }

  private static Bytes entries(StateTrie state, Optional<Bytes> after) {
    ProtobufWriter level = new ProtobufWriter();
    TrieKeys keys = keys(state, after);
    long size = 0;
    Optional<Bytes> key = keys.next();
    while (key.isPresent() && size < MAX_RESPONSE_BYTES) {
      Bytes value = state.get(key.get()).orElseThrow();
      level.message(2, new ProtobufWriter().bytes(1, key.get()).bytes(2, value));
      size += key.get().size() + value.size();
      key = keys.next();
    }
    level.numberUnlessZero(3, key.isEmpty() ? 1 : 0);
    return new ProtobufWriter().message(1, level).toBytes();
  }

  private static Bytes proof(StateTrie state, Optional<Bytes> after) {
    ProofRecorder recorder = new ProofRecorder(state.source());
    StateTrie recorded = new StateTrie(state.root(), recorder, state.hasher());
    TrieKeys keys = keys(recorded, after);
    Optional<Bytes> key = keys.next();
    while (key.isPresent() && recorder.encodedSizeBytes() < MAX_RESPONSE_BYTES) {
      var unused = recorded.get(key.get());
      key = keys.next();
    }
    CompactProof compact = recorder.proof().compact(state.root(), state.hasher());
    return new ProtobufWriter().bytes(2, CompactProof.CODEC.encodeToBytes(compact)).toBytes();
  }
}
