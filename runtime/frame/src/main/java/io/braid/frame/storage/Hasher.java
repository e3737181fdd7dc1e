package io.braid.frame.storage;

import io.braid.runtime.api.Host;

/**
 * How a map's key becomes part of a storage key. Keys that users choose need a cryptographic
 * hasher, or they could choose them to unbalance the trie; the {@code CONCAT} forms can be read
 * back.
 */
public enum Hasher {
  BLAKE2_128(16, false),
  BLAKE2_256(32, false),
  BLAKE2_128_CONCAT(16, true),
  TWOX_128(16, false),
  TWOX_256(32, false),
  TWOX_64_CONCAT(8, true),
  IDENTITY(0, true);

  private final int hashSize;
  private final boolean concat;

  Hasher(int hashSize, boolean concat) {
    this.hashSize = hashSize;
    this.concat = concat;
  }

  /** The bytes of hash in front of a key that can be read back. */
  public int hashSize() {
    return hashSize;
  }

  /** Whether the key itself follows its hash. */
  public boolean reversible() {
    return concat;
  }

  byte[] hash(Host host, byte[] key) {
    byte[] hash =
        switch (this) {
          case BLAKE2_128, BLAKE2_128_CONCAT -> host.blake2b128(key);
          case BLAKE2_256 -> host.blake2b256(key);
          case TWOX_128 -> host.twox128(key);
          case TWOX_256 -> host.twox256(key);
          case TWOX_64_CONCAT -> host.twox64(key);
          case IDENTITY -> new byte[0];
        };
    if (!concat) {
      return hash;
    }
    byte[] both = new byte[hash.length + key.length];
    System.arraycopy(hash, 0, both, 0, hash.length);
    System.arraycopy(key, 0, both, hash.length, key.length);
    return both;
  }
}
