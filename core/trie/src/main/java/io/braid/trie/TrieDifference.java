package io.braid.trie;

import io.braid.primitives.Hash256;
import java.util.List;

/**
 * What one state's nodes, and values kept by their hash, have over another's. A node that stands in
 * several places of a trie counts as often; taking {@code removed} from the one state's nodes and
 * adding {@code added} gives exactly the other's. What stands inside a larger node is no node here.
 * Child tries belong to the state whose top trie names their roots.
 */
public record TrieDifference(List<Hash256> added, List<Hash256> removed) {
  /**
   * Compares two states, in time that depends on what differs between them.
   *
   * @throws TrieException when a node that differs is missing or malformed
   */
  public static TrieDifference between(
      Hash256 from, Hash256 to, NodeSource source, NodeHasher hasher) {
    return new TrieComparison(source, StateTrie.emptyRoot(hasher)).states(from, to);
  }

  /** All nodes of a state, as the difference from the empty one. */
  public static List<Hash256> all(Hash256 root, NodeSource source, NodeHasher hasher) {
    return between(StateTrie.emptyRoot(hasher), root, source, hasher).added();
  }
}
