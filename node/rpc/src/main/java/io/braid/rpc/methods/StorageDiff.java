package io.braid.rpc.methods;

import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.rpc.methods.ArchiveStream.Step;
import io.braid.rpc.protocol.Json;
import io.braid.trie.StateTrie;
import io.braid.trie.TrieKeys;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Compares two states key by key. Takes time in proportion to the keys in question, unless all
 * below a prefix is equal, which one look shows.
 */
final class StorageDiff implements ArchiveStream.Source {
  /** Two tries, each at its next key. */
  private static final class Side {
    final StateTrie trie;
    final TrieKeys keys;
    Optional<Bytes> key;

    Side(StateTrie trie, Bytes prefix) {
      this.trie = trie;
      keys = trie.keys(prefix);
      key = keys.next();
    }

    Optional<Hash256> hash() {
      return trie.valueHash(key.orElseThrow());
    }
  }

  private final StateTrie before;
  private final StateTrie after;
  private final Deque<DiffQuery> left;
  private @Nullable Side old;
  private @Nullable Side now;

  StorageDiff(StateTrie before, StateTrie after, List<DiffQuery> queries) {
    this.before = before;
    this.after = after;
    left = new ArrayDeque<>(queries);
  }

  @Override
  public Step next() {
    if (left.isEmpty()) {
      return new Step.Done();
    }
    DiffQuery query = left.element();
    if (old == null || now == null) {
      old = new Side(StateReads.child(before, query.child()), query.prefix());
      now = new Side(StateReads.child(after, query.child()), query.prefix());
      if (old.trie
          .closestMerkleValue(query.prefix())
          .equals(now.trie.closestMerkleValue(query.prefix()))) {
        return ended();
      }
    }
    return compare(query, old, now);
  }

  private Step ended() {
    left.remove();
    old = null;
    now = null;
    return new Step.Nothing();
  }

  private Step compare(DiffQuery query, Side one, Side other) {
    if (one.key.isEmpty() && other.key.isEmpty()) {
      return ended();
    }
    int order =
        one.key.isEmpty() ? 1 : other.key.isEmpty() ? -1 : one.key.get().compareTo(other.key.get());
    Step step = new Step.Nothing();
    if (order < 0) {
      step = difference(query, one, "deleted");
    } else if (order > 0) {
      step = difference(query, other, "added");
    } else if (!one.hash().equals(other.hash())) {
      step = difference(query, other, "modified");
    }
    if (order <= 0) {
      one.key = one.keys.next();
    }
    if (order >= 0) {
      other.key = other.keys.next();
    }
    return step;
  }

  /** What was deleted has no value, so none is sent. */
  private static Step difference(DiffQuery query, Side side, String type) {
    Bytes key = side.key.orElseThrow();
    ObjectNode event = Json.object().put("event", "storageDiff").put("key", key.hex());
    if (!type.equals("deleted")) {
      if (query.hashes()) {
        side.hash().ifPresent(hash -> event.put("hash", hash.hex()));
      } else {
        side.trie.get(key).ifPresent(value -> event.put("value", value.hex()));
      }
    }
    event.put("type", type);
    query.child().ifPresent(child -> event.put("childTrieKey", child.hex()));
    return new Step.Event(event);
  }
}
