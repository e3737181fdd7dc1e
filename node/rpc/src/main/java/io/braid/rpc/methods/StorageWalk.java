package io.braid.rpc.methods;

import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.rpc.protocol.Json;
import io.braid.trie.StateTrie;
import io.braid.trie.TrieKeys;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Answers storage queries one item at a time, reading no further than it is asked. */
final class StorageWalk {
  /**
   * An answer.
   *
   * @param sizeBytes about what it weighs
   */
  record Item(ObjectNode json, int sizeBytes) {}

  private final StateTrie trie;
  private final Deque<StorageQuery> left;
  private @Nullable TrieKeys keys;

  /**
   * @param trie a state's, or a child's
   */
  StorageWalk(StateTrie trie, List<StorageQuery> queries) {
    this.trie = trie;
    left = new ArrayDeque<>(queries);
  }

  /**
   * The next item; nothing when all are answered. What is not there has none.
   *
   * @throws io.braid.trie.TrieException when a part of the state is missing
   */
  Optional<Item> next() {
    while (!left.isEmpty()) {
      StorageQuery query = left.element();
      Optional<Item> item =
          switch (query.kind()) {
            case VALUE -> value(left.remove().key());
            case HASH -> hash(left.remove().key());
            case CLOSEST_DESCENDANT_MERKLE_VALUE -> merkleValue(left.remove().key());
            case DESCENDANTS_VALUES -> descendant(query).flatMap(this::value);
            case DESCENDANTS_HASHES -> descendant(query).flatMap(this::hash);
          };
      if (item.isPresent()) {
        return item;
      }
    }
    return Optional.empty();
  }

  /** The next key below a query's; without one, the query is done. */
  private Optional<Bytes> descendant(StorageQuery query) {
    if (keys == null) {
      keys = trie.keys(query.key());
      query.after().ifPresent(keys::seekAfter);
    }
    Optional<Bytes> key = keys.next();
    if (key.isEmpty()) {
      left.remove();
      keys = null;
    }
    return key;
  }

  private Optional<Item> value(Bytes key) {
    return trie.get(key).map(value -> item(key, "value", value));
  }

  private Optional<Item> hash(Bytes key) {
    return trie.valueHash(key).map(Hash256::bytes).map(hash -> item(key, "hash", hash));
  }

  private Optional<Item> merkleValue(Bytes key) {
    return trie.closestMerkleValue(key)
        .map(value -> item(key, "closestDescendantMerkleValue", value));
  }

  private static Item item(Bytes key, String name, Bytes value) {
    return new Item(
        Json.object().put("key", key.hex()).put(name, value.hex()), key.size() + value.size());
  }
}
