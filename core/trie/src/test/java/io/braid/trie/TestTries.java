package io.braid.trie;

import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.primitives.StateVersion;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/** Tries for tests: seeded entries, and a store that keeps every node it is given. */
final class TestTries {
  static final NodeHasher HASHER = Blake2::hash;

  private TestTries() {}

  /** A database in memory. */
  static final class Store implements NodeSource {
    final Map<Hash256, Bytes> nodes = new HashMap<>();

    @Override
    public Optional<Bytes> node(Hash256 hash) {
      return Optional.ofNullable(nodes.get(hash));
    }

    StateTrie put(TrieUpdate update) {
      nodes.putAll(update.newNodes());
      return new StateTrie(update.root(), this, HASHER);
    }
  }

  /** Keys that share long prefixes and are prefixes of each other; values around 33 bytes. */
  static Bytes key(RandomGenerator random) {
    byte[] key = new byte[random.nextInt(3) == 0 ? random.nextInt(3) : random.nextInt(9)];
    for (int i = 0; i < key.length; i++) {
      key[i] = (byte) (random.nextInt(3) * 16 + random.nextInt(3));
    }
    return Bytes.wrap(key);
  }

  static Bytes value(RandomGenerator random) {
    int kind = random.nextInt(4);
    byte[] value =
        new byte[kind == 0 ? 31 + random.nextInt(4) : kind == 1 ? 200 : random.nextInt(5)];
    random.nextBytes(value);
    return Bytes.wrap(value);
  }

  static TreeMap<Bytes, Bytes> entries(RandomGenerator random, int count) {
    TreeMap<Bytes, Bytes> entries = new TreeMap<>();
    for (int i = 0; i < count; i++) {
      entries.put(key(random), value(random));
    }
    return entries;
  }

  static StateTrie trie(TreeMap<Bytes, Bytes> entries, StateVersion version) {
    return new Store().put(TrieRoot.build(entries, version, HASHER));
  }
}
