package io.braid.trie;

import io.braid.primitives.Hash256;

/** The hash function that names nodes and large values: Blake2b with 256 bits on every chain. */
@FunctionalInterface
public interface NodeHasher {
  Hash256 hash(byte[] data);
}
