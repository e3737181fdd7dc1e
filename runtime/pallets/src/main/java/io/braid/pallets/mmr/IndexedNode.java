package io.braid.pallets.mmr;

import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.mmr.MmrHashing;
import io.braid.scale.ScaleException;
import io.braid.scale.ScaleReader;
import io.braid.scale.ScaleWriter;
import java.util.Optional;

/** A node as the off-chain index holds it: 0 and a leaf's bytes, or 1 and a hash. */
final class IndexedNode {
  private static final int LEAF = 0;
  private static final int HASH = 1;
  private static final int MAX_LEAF_BYTES = 1 << 16;

  private IndexedNode() {}

  static Bytes ofLeaf(Bytes leaf) {
    return new ScaleWriter(leaf.size() + 5).u8(LEAF).bytes(leaf).toBytes();
  }

  static Bytes ofHash(Hash256 hash) {
    return new ScaleWriter(33).u8(HASH).write(Hash256.CODEC, hash).toBytes();
  }

  static Optional<Bytes> leaf(Bytes node) {
    try {
      ScaleReader in = new ScaleReader(node);
      return in.u8() == LEAF ? Optional.of(Bytes.wrap(in.bytes(MAX_LEAF_BYTES))) : Optional.empty();
    } catch (ScaleException e) {
      return Optional.empty();
    }
  }

  static Optional<Hash256> hash(MmrHashing hashing, Bytes node) {
    Optional<Bytes> leaf = leaf(node);
    if (leaf.isPresent()) {
      return Optional.of(hashing.leaf(leaf.get().unsafeArray()));
    }
    return node.size() == 1 + Hash256.SIZE
        ? Optional.of(Hash256.of(node.slice(1)))
        : Optional.empty();
  }
}
