package io.braid.trie;

import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.scale.Codec;
import io.braid.scale.Codecs;
import io.braid.scale.ScaleReader;
import io.braid.scale.ScaleWriter;
import io.braid.scale.TypeInfo;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A storage proof as a proof of validity carries it: the nodes in pre-order, without the hashes of
 * nodes that the proof holds anyway. Such a child is an empty reference. A node whose value is kept
 * by hash and is in the proof is led by the byte 1, has an empty value, and its value is the next
 * item. Behind the top trie follow the child tries, in the order of their roots' keys.
 *
 * <p>Format: {@code encode_compact} of the trie-db crate, and sp-trie's treatment of child tries.
 *
 * @param nodes in pre-order
 */
public record CompactProof(List<Bytes> nodes) {
  private static final Codec<List<Bytes>> NODES =
      Codecs.list(Codecs.bytes(StorageProof.MAX_NODE_BYTES), StorageProof.MAX_NODES);

  public static final Codec<CompactProof> CODEC =
      new Codec<>() {
        @Override
        public void encode(CompactProof value, ScaleWriter out) {
          out.write(NODES, value.nodes);
        }

        @Override
        public CompactProof decode(ScaleReader in) {
          return new CompactProof(in.read(NODES));
        }

        @Override
        public TypeInfo type() {
          return new TypeInfo.Composite(
              List.of("sp_trie", "storage_proof", "CompactProof"),
              List.of(new TypeInfo.Field("encoded_nodes", NODES, "Vec<Vec<u8>>")));
        }
      };

  public CompactProof {
    nodes = List.copyOf(nodes);
  }

  /** A proof's whole nodes. {@code root} is what the proof proves something about. */
  public record Expanded(Hash256 root, NodeSource nodes) {}

  /**
   * Encodes all nodes that can be reached in {@code partial}, whose source may lack any but the
   * root.
   *
   * @throws TrieException when the root is missing or a node is malformed
   */
  public static CompactProof of(StateTrie partial) {
    CompactEncoder encoder = new CompactEncoder(partial.source());
    encoder.encode(partial.root());
    for (Hash256 child : ChildTries.rootsIn(partial)) {
      if (partial.source().node(child).isPresent()) {
        encoder.encode(child);
      }
    }
    return new CompactProof(encoder.nodes());
  }

  /**
   * Restores the whole nodes.
   *
   * @throws TrieException when the items are no proof, or more than one
   */
  public Expanded expand(NodeHasher hasher) {
    Map<Hash256, Bytes> whole = new HashMap<>();
    CompactDecoder decoder = new CompactDecoder(nodes, hasher, whole);
    Hash256 root = decoder.decode();
    NodeSource source = hash -> Optional.ofNullable(whole.get(hash));
    Optional<Hash256> pending = Optional.empty();
    for (Hash256 child : ChildTries.rootsIn(new StateTrie(root, source, hasher))) {
      if (pending.isEmpty() && decoder.hasMore()) {
        pending = Optional.of(decoder.decode());
      }
      if (pending.isPresent() && pending.get().equals(child)) {
        pending = Optional.empty();
      }
    }
    if (pending.isPresent()) {
      throw new TrieException.InvalidProof(
          "expected child tries of the top trie only, found one with the root "
              + pending.get().hex());
    }
    decoder.expectEnd();
    return new Expanded(root, source);
  }

  /**
   * Restores the whole nodes of a proof about {@code root}.
   *
   * @throws TrieException when this is a proof about another root, or as {@link
   *     #expand(NodeHasher)}
   */
  public NodeSource expand(Hash256 root, NodeHasher hasher) {
    Expanded expanded = expand(hasher);
    if (!expanded.root().equals(root)) {
      throw new TrieException.InvalidProof(
          "expected a proof about " + root.hex() + ", found one about " + expanded.root().hex());
    }
    return expanded.nodes();
  }
}
