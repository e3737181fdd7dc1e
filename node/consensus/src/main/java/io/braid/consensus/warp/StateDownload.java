package io.braid.consensus.warp;

import io.braid.consensus.chain.BlockRef;
import io.braid.consensus.protobuf.ProtobufReader;
import io.braid.consensus.protobuf.ProtobufWriter;
import io.braid.executor.host.StatelessHost;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.Header;
import io.braid.scale.Decoded;
import io.braid.trie.CompactProof;
import io.braid.trie.NodeSource;
import io.braid.trie.StateTrie;
import io.braid.trie.TrieDifference;
import io.braid.trie.TrieException;
import io.braid.trie.TrieKeys;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A block's state as it comes, part by part. Each part is a proof from one key on; what is kept of
 * it are the nodes that a walk over the keys meets, so nothing that does not belong is ever held.
 *
 * <p>The state is held in memory until it is whole, so that it becomes durable in one piece or not
 * at all: {@link #MAX_STATE_BYTES} bounds it. Child tries are not fetched: a state with any is
 * refused.
 */
final class StateDownload {
  /** Of all nodes and values. */
  static final long MAX_STATE_BYTES = 1L << 29;

  /** A part that does not complete the state must not be smaller: progress has to be worth it. */
  static final int MIN_PART_BYTES = 1 << 16;

  /** A peer's part is about {@code StateServer.MAX_RESPONSE_BYTES}, and its last value. */
  static final int MAX_PART_BYTES = 16 << 20;

  /** What a part did. */
  sealed interface Outcome {
    record Further() implements Outcome {}

    record Complete() implements Outcome {}

    /** The part is wrong. */
    record Refused(String reason) implements Outcome {}

    /** No peer can help: the state is none that can be fetched. */
    record Impossible(String reason) implements Outcome {}
  }

  private final BlockRef block;
  private final Hash256 root;
  private final Map<Hash256, Bytes> nodes = new LinkedHashMap<>();
  private long bytes;
  private Optional<Bytes> last = Optional.empty();

  StateDownload(Header header) {
    block = BlockRef.of(header);
    root = header.stateRoot();
  }

  /** Asks for what is behind the last key, with a proof. */
  Bytes request() {
    ProtobufWriter out = new ProtobufWriter().bytes(1, block.hash().bytes());
    last.ifPresent(key -> out.bytes(2, key));
    return out.toBytes();
  }

  Outcome take(Bytes response) {
    Optional<Bytes> proof = ProtobufReader.read(response).flatMap(fields -> fields.bytes(2));
    if (proof.isEmpty()
        || proof.get().size() > MAX_PART_BYTES
        || !(CompactProof.CODEC.tryDecode(proof.get())
            instanceof Decoded.Value<CompactProof>(CompactProof compact))) {
      return new Outcome.Refused("expected a part of the state of " + block + " with its proof");
    }
    try {
      return walk(compact.expand(root, StatelessHost.BLAKE2), proof.get().size());
    } catch (TrieException e) {
      return new Outcome.Refused("the state of " + block + ": " + e.getMessage());
    }
  }

  private Outcome walk(NodeSource part, int partBytes) {
    Optional<Bytes> before = last;
    try {
      StateTrie state = new StateTrie(root, collecting(part), StatelessHost.BLAKE2);
      TrieKeys keys = state.keys(Bytes.EMPTY);
      last.ifPresent(keys::seekAfter);
      for (Optional<Bytes> key = keys.next(); key.isPresent(); key = keys.next()) {
        var unused = state.get(key.get());
        last = key;
      }
    } catch (TrieException.MissingNode end) {
      if (bytes > MAX_STATE_BYTES) {
        return new Outcome.Impossible("the state has more than " + MAX_STATE_BYTES + " bytes");
      }
      return last.equals(before) || partBytes < MIN_PART_BYTES
          ? new Outcome.Refused("expected more of the state of " + block + " in one part")
          : new Outcome.Further();
    }
    return complete();
  }

  private NodeSource collecting(NodeSource part) {
    return hash -> {
      Bytes known = nodes.get(hash);
      if (known != null) {
        return Optional.of(known);
      }
      Optional<Bytes> fresh = part.node(hash);
      fresh.ifPresent(node -> {
        nodes.put(hash, node);
        bytes += node.size();
      });
      return fresh;
    };
  }

  private Outcome complete() {
    try {
      var unused = TrieDifference.all(root, NodeSource.EMPTY.over(nodes), StatelessHost.BLAKE2);
      return new Outcome.Complete();
    } catch (TrieException.MissingNode child) {
      return new Outcome.Impossible("the state has child tries, which are not fetched");
    }
  }

  /** The nodes and values, by their hashes. */
  Map<Hash256, Bytes> nodes() {
    return Collections.unmodifiableMap(nodes);
  }
}
