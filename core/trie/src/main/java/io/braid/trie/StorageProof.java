package io.braid.trie;

import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.scale.Codec;
import io.braid.scale.Codecs;
import io.braid.scale.ScaleReader;
import io.braid.scale.ScaleWriter;
import io.braid.scale.TypeInfo;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A set of encoded nodes and values that suffices to read some keys of a trie. To verify one is to
 * read from it: every node is looked up by its hash, so one that does not belong is never found.
 *
 * @param nodes ascending, no two equal
 */
public record StorageProof(List<Bytes> nodes) {
  /** Bytes that one node, or one value kept by its hash, may have in a proof from outside. */
  public static final int MAX_NODE_BYTES = 1 << 24;

  /** Nodes that a proof from outside may have. */
  public static final int MAX_NODES = 1 << 20;

  private static final Codec<List<Bytes>> NODES =
      Codecs.list(Codecs.bytes(MAX_NODE_BYTES), MAX_NODES);

  /** Reads the nodes in any order; writes them ascending. */
  public static final Codec<StorageProof> CODEC =
      new Codec<>() {
        @Override
        public void encode(StorageProof value, ScaleWriter out) {
          out.write(NODES, value.nodes);
        }

        @Override
        public StorageProof decode(ScaleReader in) {
          return of(in.read(NODES));
        }

        @Override
        public TypeInfo type() {
          return new TypeInfo.Composite(
              List.of("sp_trie", "storage_proof", "StorageProof"),
              List.of(new TypeInfo.Field("trie_nodes", NODES, "BTreeSet<Vec<u8>>")));
        }
      };

  public StorageProof {
    nodes = List.copyOf(nodes);
    for (int i = 1; i < nodes.size(); i++) {
      if (nodes.get(i - 1).compareTo(nodes.get(i)) >= 0) {
        throw new IllegalArgumentException("expected ascending nodes, found disorder at " + i);
      }
    }
  }

  /** A proof of {@code nodes}, which may come in any order and more than once. */
  public static StorageProof of(Iterable<Bytes> nodes) {
    TreeSet<Bytes> sorted = new TreeSet<>();
    for (Bytes node : nodes) {
      sorted.add(node);
    }
    return new StorageProof(new ArrayList<>(sorted));
  }

  /** The nodes by their hashes. */
  public NodeSource source(NodeHasher hasher) {
    Map<Hash256, Bytes> byHash = new HashMap<>();
    for (Bytes node : nodes) {
      byHash.put(hasher.hash(node.unsafeArray()), node);
    }
    return hash -> Optional.ofNullable(byHash.get(hash));
  }

  /** This proof without the hashes that follow from its own nodes. */
  public CompactProof compact(Hash256 root, NodeHasher hasher) {
    return CompactProof.of(new StateTrie(root, source(hasher), hasher));
  }
}
