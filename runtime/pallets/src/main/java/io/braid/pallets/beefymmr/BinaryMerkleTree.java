package io.braid.pallets.beefymmr;

import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.mmr.MmrHashing;
import java.util.ArrayList;
import java.util.List;

/**
 * The tree that bridges check single members of a list with: leaves are hashed, pairs of hashes are
 * hashed again, and a hash without a partner goes up as it is (the crate binary-merkle-tree).
 */
final class BinaryMerkleTree {
  private BinaryMerkleTree() {}

  /** The root; zeros for no leaves. */
  static Hash256 root(MmrHashing hashing, List<Bytes> leaves) {
    List<Hash256> row = new ArrayList<>();
    leaves.forEach(leaf -> row.add(hashing.leaf(leaf.unsafeArray())));
    if (row.isEmpty()) {
      return Hash256.ZERO;
    }
    while (row.size() > 1) {
      List<Hash256> above = new ArrayList<>();
      for (int i = 0; i < row.size(); i += 2) {
        above.add(i + 1 < row.size() ? hashing.merge(row.get(i), row.get(i + 1)) : row.get(i));
      }
      row.clear();
      row.addAll(above);
    }
    return row.get(0);
  }
}
