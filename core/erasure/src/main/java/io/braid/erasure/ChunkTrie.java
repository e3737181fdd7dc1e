package io.braid.erasure;

import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.primitives.StateVersion;
import io.braid.trie.NodeHasher;
import io.braid.trie.NodeSource;
import io.braid.trie.StateTrie;
import io.braid.trie.TrieRoot;
import io.braid.trie.TrieUpdate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The trie over the hashes of all chunks, keyed by their indices, in state version 0: its root is
 * the erasure root in a candidate's descriptor.
 */
public final class ChunkTrie {
  private final TrieUpdate trie;
  private final NodeHasher hasher;
  private final int count;

  private ChunkTrie(TrieUpdate trie, NodeHasher hasher, int count) {
    this.trie = trie;
    this.hasher = hasher;
    this.count = count;
  }

  /**
   * @param hasher BLAKE2b-256, for chunks and trie nodes alike
   */
  public static ChunkTrie of(List<Bytes> chunks, NodeHasher hasher) {
    TreeMap<Bytes, Bytes> entries = new TreeMap<>();
    for (int i = 0; i < chunks.size(); i++) {
      entries.put(ChunkProof.key(i), hasher.hash(chunks.get(i).unsafeArray()).bytes());
    }
    return new ChunkTrie(TrieRoot.build(entries, StateVersion.V0, hasher), hasher, chunks.size());
  }

  public Hash256 root() {
    return trie.root();
  }

  /** The proof of the chunk at this index. */
  public ChunkProof proof(int index) {
    if (index < 0 || index >= count) {
      throw new IllegalArgumentException("expected an index below " + count + ", found " + index);
    }
    List<Bytes> path = new ArrayList<>();
    NodeSource recording =
        hash -> {
          Optional<Bytes> node = Optional.ofNullable(trie.newNodes().get(hash));
          node.ifPresent(path::add);
          return node;
        };
    Optional<Bytes> value =
        new StateTrie(trie.root(), recording, hasher).get(ChunkProof.key(index));
    if (value.isEmpty()) {
      throw new IllegalStateException("the trie lost the chunk " + index);
    }
    return new ChunkProof(path);
  }
}
