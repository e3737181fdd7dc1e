package io.braid.erasure;

import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.scale.ScaleWriter;
import io.braid.trie.NodeHasher;
import io.braid.trie.StateTrie;
import io.braid.trie.TrieException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * That a chunk belongs to an erasure root: the trie nodes from the root to its entry, in this
 * order.
 *
 * @param nodes at most {@value #MAX_DEPTH}, each at most {@value #MAX_NODE_BYTES} bytes
 */
public record ChunkProof(List<Bytes> nodes) {
  public static final int MAX_DEPTH = 8;
  public static final int MAX_NODE_BYTES = 612;

  public ChunkProof {
    nodes = List.copyOf(nodes);
    if (nodes.size() > MAX_DEPTH) {
      throw new IllegalArgumentException(
          "expected at most " + MAX_DEPTH + " nodes, found " + nodes.size());
    }
    for (Bytes node : nodes) {
      if (node.size() > MAX_NODE_BYTES) {
        throw new IllegalArgumentException(
            "expected nodes of at most " + MAX_NODE_BYTES + " bytes, found " + node.size());
      }
    }
  }

  /**
   * The hash that the chunk at this index must have; empty when the proof does not lead from the
   * root to such an entry.
   */
  public Optional<Hash256> chunkHash(Hash256 root, int index, NodeHasher hasher) {
    Map<Hash256, Bytes> byHash = new TreeMap<>();
    for (Bytes node : nodes) {
      byHash.put(hasher.hash(node.unsafeArray()), node);
    }
    try {
      return new StateTrie(root, hash -> Optional.ofNullable(byHash.get(hash)), hasher)
          .get(key(index))
          .filter(value -> value.size() == Hash256.SIZE)
          .map(Hash256::of);
    } catch (TrieException e) {
      return Optional.empty();
    }
  }

  /** Whether the proof shows this very chunk under the root. */
  public boolean proves(Hash256 root, Chunk chunk, NodeHasher hasher) {
    return chunkHash(root, chunk.index(), hasher)
        .equals(Optional.of(hasher.hash(chunk.data().unsafeArray())));
  }

  /** A chunk's key in the trie: its index as a SCALE u32. */
  static Bytes key(int index) {
    return new ScaleWriter(4).u32(index).toBytes();
  }
}
