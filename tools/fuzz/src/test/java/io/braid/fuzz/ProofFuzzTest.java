package io.braid.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.braid.executor.host.StatelessHost;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.scale.Decoded;
import io.braid.trie.CompactProof;
import io.braid.trie.NodeSource;
import io.braid.trie.StateTrie;
import io.braid.trie.StorageProof;
import io.braid.trie.TrieException;
import io.braid.trie.TrieKeys;
import java.util.Optional;

/** Storage proofs in both forms; whatever they hold is walked through. */
class ProofFuzzTest {
  private static final int MAX_KEYS = 1_000;
  private static final long PER_BYTE = 65_536;

  @FuzzTest
  void aCompactProofIsExpandedOrRefused(byte[] input) {
    Bounds.check(
        input.length,
        PER_BYTE,
        () -> {
          if (CompactProof.CODEC.tryDecode(Bytes.wrap(input))
              instanceof Decoded.Value<CompactProof>(CompactProof proof)) {
            try {
              CompactProof.Expanded expanded = proof.expand(StatelessHost.BLAKE2);
              walk(expanded.root(), expanded.nodes());
            } catch (TrieException refused) {
              // as it is said to
            }
          }
        });
  }

  /** The first node is the root. */
  @FuzzTest
  void aStorageProofIsReadOrRefused(byte[] input) {
    Bounds.check(
        input.length,
        PER_BYTE,
        () -> {
          if (StorageProof.CODEC.tryDecode(Bytes.wrap(input))
              instanceof Decoded.Value<StorageProof>(StorageProof proof)) {
            for (Bytes node : proof.nodes().stream().limit(8).toList()) {
              try {
                Hash256 root = StatelessHost.BLAKE2.hash(node.unsafeArray());
                walk(root, proof.source(StatelessHost.BLAKE2));
              } catch (TrieException refused) {
                // as it is said to
              }
            }
          }
        });
  }

  private static void walk(Hash256 root, NodeSource nodes) {
    StateTrie trie = new StateTrie(root, nodes, StatelessHost.BLAKE2);
    trie.get(Bytes.utf8(":code"));
    TrieKeys keys = trie.keys(Bytes.EMPTY);
    Optional<Bytes> key = keys.next();
    for (int i = 0; i < MAX_KEYS && key.isPresent(); i++) {
      trie.get(key.get());
      key = keys.next();
    }
  }
}
