package io.braid.consensus.light;

import io.braid.consensus.chain.Chain;
import io.braid.consensus.chain.PendingState;
import io.braid.consensus.chain.StateAccess;
import io.braid.consensus.protobuf.ProtobufReader;
import io.braid.consensus.protobuf.ProtobufWriter;
import io.braid.executor.CallResult;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.trie.ChildTries;
import io.braid.trie.ProofRecorder;
import io.braid.trie.SelectedProof;
import io.braid.trie.SelectedProof.From;
import io.braid.trie.SelectedProof.Selection;
import io.braid.trie.StateTrie;
import io.braid.trie.StorageProof;
import io.braid.trie.TrieException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Proves what storage holds and what calls return (messages {@code api.v1.light.Request} and {@code
 * Response}, with the newer read of Polkadot RFC-0009). A block whose state is not here, and a
 * proof that would be too large, are answered without a proof, as the reference does.
 */
public final class LightServer {
  /** A proof; smaller than the largest response. */
  public static final int MAX_PROOF_BYTES = 15 << 20;

  /** Keys in one request. */
  public static final int MAX_KEYS = 1_024;

  private static final int CALL = 1;
  private static final int READ = 2;
  private static final int READ_CHILD = 4;

  /** RFC-0009. */
  private static final int READ_V2 = 6;

  private static final int DEFAULT_NAMESPACE = 1;

  /** Fields of the requests. */
  private static final int BLOCK = 2;

  /** The field of every response. */
  private static final int PROOF = 2;

  private final Chain chain;

  public LightServer(Chain chain) {
    this.chain = chain;
  }

  /** The response; nothing for bytes that are no request. */
  public Optional<Bytes> answer(Bytes request) {
    Optional<ProtobufReader> fields = ProtobufReader.read(request);
    Optional<ProtobufReader> call = fields.flatMap(f -> f.message(CALL));
    Optional<ProtobufReader> read = fields.flatMap(f -> f.message(READ));
    Optional<ProtobufReader> child = fields.flatMap(f -> f.message(READ_CHILD));
    Optional<ProtobufReader> selection = fields.flatMap(f -> f.message(READ_V2));
    if (call.isPresent()) {
      return answerCall(call.get());
    }
    if (read.isPresent()) {
      return answerRead(read.get(), read.get().allBytes(3), Optional.empty());
    }
    if (selection.isPresent()) {
      return answerSelection(selection.get());
    }
    return child.flatMap(
        c -> c.bytes(3).flatMap(root -> answerRead(c, c.allBytes(6), Optional.of(root))));
  }

  private static Optional<Hash256> block(ProtobufReader request) {
    return request.bytes(BLOCK).filter(hash -> hash.size() == Hash256.SIZE).map(Hash256::of);
  }

  private Optional<Bytes> answerCall(ProtobufReader call) {
    Optional<Bytes> method = call.bytes(3);
    return block(call)
        .filter(block -> method.isPresent())
        .map(block ->
            response(
                1,
                proveCall(
                    block, method.orElseThrow().toUtf8(), call.bytes(4).orElse(Bytes.EMPTY))));
  }

  private Optional<StorageProof> proveCall(Hash256 block, String method, Bytes arguments) {
    if (!(chain.access(block, true) instanceof StateAccess.Ready(PendingState state))
        || state.call(method, arguments.toArray()) instanceof CallResult.StateMissing) {
      return Optional.empty();
    }
    return state.host().recorder().flatMap(LightServer::proof);
  }

  private Optional<Bytes> answerRead(
      ProtobufReader request, List<Bytes> keys, Optional<Bytes> childRoot) {
    return keys.size() > MAX_KEYS
        ? Optional.empty()
        : block(request).map(block -> response(2, proveRead(block, keys, childRoot)));
  }

  /**
   * @param childRoot the key of the child trie's root
   */
  private Optional<StorageProof> proveRead(
      Hash256 block, List<Bytes> keys, Optional<Bytes> childRoot) {
    Optional<StateTrie> found = chain.state(block);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    ProofRecorder recorder = new ProofRecorder(found.get().source());
    StateTrie state = new StateTrie(found.get().root(), recorder, found.get().hasher());
    try {
      Optional<StateTrie> trie = Optional.of(state);
      if (childRoot.isPresent()) {
        trie =
            state
                .get(childRoot.get())
                .filter(root -> root.size() == Hash256.SIZE)
                .map(root -> state.at(Hash256.of(root)));
      }
      for (Bytes key : trie.isPresent() ? keys : List.<Bytes>of()) {
        var unused = trie.get().get(key);
        if (recorder.encodedSizeBytes() > MAX_PROOF_BYTES) {
          return Optional.empty();
        }
      }
    } catch (TrieException missing) {
      return Optional.empty();
    }
    return proof(recorder);
  }

  /** Nothing for a request that says what cannot be. */
  private Optional<Bytes> answerSelection(ProtobufReader request) {
    Optional<Hash256> block =
        request.bytes(1).filter(hash -> hash.size() == Hash256.SIZE).map(Hash256::of);
    List<Bytes> encoded = request.allBytes(3);
    List<Selection> selections = selections(encoded);
    Bytes after = request.bytes(4).orElse(Bytes.EMPTY);
    boolean half = request.number(5).orElse(0) != 0;
    Optional<Bytes> child = request.bytes(2).flatMap(LightServer::childRoot);
    if (block.isEmpty()
        || selections.isEmpty()
        || selections.size() < Math.min(MAX_KEYS, encoded.size())
        || half && after.isEmpty()
        || request.bytes(2).isPresent() && child.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        response(2, proveSelection(block.get(), selections, new From(after, half), child)));
  }

  /** Those that are well formed; what is beyond the limit is passed over, as is permitted. */
  private static List<Selection> selections(List<Bytes> encoded) {
    return encoded.stream()
        .limit(MAX_KEYS)
        .map(ProtobufReader::read)
        .flatMap(Optional::stream)
        .flatMap(key ->
            key.bytes(1).stream()
                .map(bytes ->
                    new Selection(
                        bytes, key.number(2).orElse(0) != 0, key.number(3).orElse(0) != 0)))
        .toList();
  }

  /** The key of a child trie's root; nothing for another namespace. */
  private static Optional<Bytes> childRoot(Bytes encoded) {
    Optional<ProtobufReader> fields = ProtobufReader.read(encoded);
    return fields
        .filter(f -> f.number(2).orElse(0) == DEFAULT_NAMESPACE)
        .flatMap(f -> f.bytes(1))
        .map(ChildTries::rootKey);
  }

  /**
   * @param childRoot the key of the child trie's root, which is proven too
   */
  private Optional<StorageProof> proveSelection(
      Hash256 block, List<Selection> selections, From from, Optional<Bytes> childRoot) {
    Optional<StateTrie> found = chain.state(block);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    StateTrie top = found.get();
    try {
      if (childRoot.isEmpty()) {
        return SelectedProof.of(top, selections, from, MAX_PROOF_BYTES);
      }
      Optional<StorageProof> root =
          SelectedProof.of(
              top,
              List.of(new Selection(childRoot.get(), false, false)),
              From.ROOT,
              MAX_PROOF_BYTES);
      Optional<StateTrie> child =
          top.get(childRoot.get())
              .filter(value -> value.size() == Hash256.SIZE)
              .map(value -> top.at(Hash256.of(value)));
      if (root.isEmpty() || child.isEmpty()) {
        return root;
      }
      long taken = root.get().nodes().stream().mapToLong(Bytes::size).sum();
      return SelectedProof.of(child.get(), selections, from, MAX_PROOF_BYTES - taken)
          .map(below -> StorageProof.of(both(root.get(), below)));
    } catch (TrieException missing) {
      return Optional.empty();
    }
  }

  private static List<Bytes> both(StorageProof one, StorageProof other) {
    List<Bytes> nodes = new ArrayList<>(one.nodes());
    nodes.addAll(other.nodes());
    return nodes;
  }

  private static Optional<StorageProof> proof(ProofRecorder recorder) {
    return recorder.encodedSizeBytes() > MAX_PROOF_BYTES
        ? Optional.empty()
        : Optional.of(recorder.proof());
  }

  private static Bytes response(int kind, Optional<StorageProof> proof) {
    ProtobufWriter inner = new ProtobufWriter();
    proof.ifPresent(p -> inner.bytes(PROOF, StorageProof.CODEC.encodeToBytes(p)));
    return new ProtobufWriter().message(kind, inner).toBytes();
  }
}
