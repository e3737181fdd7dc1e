package io.braid.trie;

import io.braid.primitives.Bytes;
import io.braid.primitives.StateVersion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One trie and its pending changes. See {@link Overlay}. */
final class ChangedTrie {
  private final StateTrie below;
  private final TreeMap<Bytes, Pending> changes = new TreeMap<>();
  private final Map<Bytes, Optional<Bytes>> read = new HashMap<>();

  /**
   * For each open transaction what stood under each key that it changed, before its first change.
   */
  private final List<TreeMap<Bytes, Optional<Pending>>> undo = new ArrayList<>();

  ChangedTrie(StateTrie below, int openTransactions) {
    this.below = below;
    for (int i = 0; i < openTransactions; i++) {
      start();
    }
  }

  boolean isChanged() {
    return !changes.isEmpty();
  }

  Optional<Bytes> get(Bytes key) {
    Pending pending = changes.get(key);
    return pending != null ? pending.value() : readBelow(key);
  }

  @SuppressWarnings("OptionalAssignedToNull") // the map's answer for a key never read
  private Optional<Bytes> readBelow(Bytes key) {
    Optional<Bytes> known = read.get(key);
    if (known == null) {
      known = below.get(key);
      read.put(key, known);
    }
    return known;
  }

  boolean exists(Bytes key) {
    Pending pending = changes.get(key);
    if (pending != null) {
      return !pending.isRemoval();
    }
    Optional<Bytes> known = read.getOrDefault(key, Optional.empty());
    return known.isPresent() || below.exists(key);
  }

  void put(Bytes key, Bytes value) {
    change(key, new Pending.Whole(value));
  }

  void remove(Bytes key) {
    change(key, Pending.REMOVED);
  }

  private void change(Bytes key, Pending after) {
    Pending before = changes.put(key, after);
    note(key, before);
  }

  /** Keeps {@code before} for the innermost transaction, if this is its first change of the key. */
  private void note(Bytes key, @Nullable Pending before) {
    if (!undo.isEmpty()) {
      TreeMap<Bytes, Optional<Pending>> innermost = undo.get(undo.size() - 1);
      if (!innermost.containsKey(key)) {
        innermost.put(key, before == null ? Optional.empty() : Optional.of(before.frozen()));
      }
    }
  }

  void append(Bytes key, Bytes element) {
    Pending pending = changes.get(key);
    if (pending instanceof Pending.Growing list) {
      note(key, list);
      list.add(element);
      return;
    }
    Optional<Bytes> value = pending != null ? pending.value() : readBelow(key);
    Pending.Growing list = Pending.Growing.of(value.orElse(Bytes.EMPTY));
    list.add(element);
    change(key, list);
  }

  Overlay.Cleared clearPrefix(Bytes prefix, OptionalInt limit) {
    List<Bytes> pending = new ArrayList<>();
    for (Map.Entry<Bytes, Pending> entry : changes.tailMap(prefix, true).entrySet()) {
      if (!entry.getKey().startsWith(prefix)) {
        break;
      }
      if (!entry.getValue().isRemoval()) {
        pending.add(entry.getKey());
      }
    }
    for (Bytes key : pending) {
      remove(key);
    }
    TrieKeys keys = below.keys(prefix);
    int count = 0;
    for (Optional<Bytes> key = keys.next(); key.isPresent(); key = keys.next()) {
      if (limit.isPresent() && count == limit.getAsInt()) {
        return new Overlay.Cleared(count, true);
      }
      remove(key.get());
      count++;
    }
    return new Overlay.Cleared(count, false);
  }

  Optional<Bytes> nextKey(Bytes key) {
    Optional<Bytes> stored = below.nextKey(key);
    for (Map.Entry<Bytes, Pending> entry : changes.tailMap(key, false).entrySet()) {
      int order = stored.isPresent() ? stored.get().compareTo(entry.getKey()) : 1;
      if (order < 0) {
        return stored;
      }
      if (!entry.getValue().isRemoval()) {
        return Optional.of(entry.getKey());
      }
      if (order == 0) {
        stored = below.nextKey(entry.getKey());
      }
    }
    return stored;
  }

  void start() {
    undo.add(new TreeMap<>());
  }

  void commit() {
    TreeMap<Bytes, Optional<Pending>> inner = undo.remove(undo.size() - 1);
    if (!undo.isEmpty()) {
      TreeMap<Bytes, Optional<Pending>> outer = undo.get(undo.size() - 1);
      for (Map.Entry<Bytes, Optional<Pending>> entry : inner.entrySet()) {
        outer.putIfAbsent(entry.getKey(), entry.getValue());
      }
    }
  }

  void rollback() {
    for (Map.Entry<Bytes, Optional<Pending>> entry : undo.remove(undo.size() - 1).entrySet()) {
      if (entry.getValue().isPresent()) {
        changes.put(entry.getKey(), entry.getValue().get().thawed());
      } else {
        changes.remove(entry.getKey());
      }
    }
  }

  SortedMap<Bytes, Optional<Bytes>> changes() {
    TreeMap<Bytes, Optional<Bytes>> all = new TreeMap<>();
    for (Map.Entry<Bytes, Pending> entry : changes.entrySet()) {
      all.put(entry.getKey(), entry.getValue().value());
    }
    return all;
  }

  TrieUpdate update(StateVersion version) {
    return below.update(changes(), version);
  }
}
