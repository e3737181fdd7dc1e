package io.braid.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import io.braid.crypto.hash.Blake2b;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.trie.NodeHasher;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Roots against npm `@acala-network/chopsticks-executor` 1.5.1; proofs against the roots. */
class ChunkTrieVectorTest {
  private static final NodeHasher HASHER = data -> Hash256.of(Blake2b.hash256(data));

  @Test
  void erasureRootsEqualTheReference() {
    List<String[]> rows = Vectors.read("roots.txt");
    assertThat(rows).hasSize(14);
    for (String[] row : rows) {
      ChunkTrie trie = ChunkTrie.of(Vectors.chunks(row[0]), HASHER);
      assertThat(trie.root()).isEqualTo(Hash256.fromHex(row[1]));
    }
  }

  @Test
  void everyProofShowsItsChunkAndNoOther() {
    for (int validators : new int[] {4, 17, 300, 1000}) {
      List<Bytes> chunks =
          ErasureCode.forValidators(validators).chunks(Vectors.data(5 * validators));
      ChunkTrie trie = ChunkTrie.of(chunks, HASHER);
      for (int i = 0; i < validators; i++) {
        ChunkProof proof = trie.proof(i);
        int other = (i + 1) % validators;
        assertThat(proof.proves(trie.root(), new Chunk(i, chunks.get(i)), HASHER)).isTrue();
        assertThat(proof.proves(trie.root(), new Chunk(i, Bytes.of((byte) 1)), HASHER)).isFalse();
        assertThat(proof.proves(trie.root(), new Chunk(other, chunks.get(i)), HASHER)).isFalse();
        assertThat(proof.proves(Hash256.ZERO, new Chunk(i, chunks.get(i)), HASHER)).isFalse();
      }
    }
  }

  @Test
  void aProofWithANodeMissingOrChangedShowsNothing() {
    List<Bytes> chunks = ErasureCode.forValidators(300).chunks(Vectors.data(999));
    ChunkTrie trie = ChunkTrie.of(chunks, HASHER);
    List<Bytes> nodes = trie.proof(123).nodes();
    assertThat(HASHER.hash(nodes.getFirst().toArray())).isEqualTo(trie.root());
    for (int i = 0; i < nodes.size(); i++) {
      List<Bytes> without = new ArrayList<>(nodes);
      without.remove(i);
      assertThat(new ChunkProof(without).chunkHash(trie.root(), 123, HASHER)).isEmpty();
      List<Bytes> changed = new ArrayList<>(nodes);
      byte[] node = nodes.get(i).toArray();
      node[node.length - 1] ^= 1;
      changed.set(i, Bytes.wrap(node));
      assertThat(new ChunkProof(changed).chunkHash(trie.root(), 123, HASHER)).isEmpty();
    }
    List<Bytes> reversed = new ArrayList<>(nodes);
    Collections.reverse(reversed);
    assertThat(new ChunkProof(reversed).chunkHash(trie.root(), 123, HASHER)).isPresent();
    assertThat(trie.proof(5).chunkHash(trie.root(), 300, HASHER)).isEmpty();
  }
}
