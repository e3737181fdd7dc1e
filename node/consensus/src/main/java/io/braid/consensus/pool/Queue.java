package io.braid.consensus.pool;

import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Transactions in the order in which they came, with their total size. */
final class Queue {
  private final Map<Hash256, Pooled> entries = new LinkedHashMap<>();
  private final Map<Bytes, Hash256> providers = new LinkedHashMap<>();
  private long bytes;

  void add(Pooled entry) {
    entries.put(entry.hash(), entry);
    bytes += entry.extrinsic().size();
    for (Bytes tag : entry.validity().provides()) {
      providers.put(tag, entry.hash());
    }
  }

  Optional<Pooled> remove(Hash256 hash) {
    Pooled entry = entries.remove(hash);
    if (entry == null) {
      return Optional.empty();
    }
    bytes -= entry.extrinsic().size();
    for (Bytes tag : entry.validity().provides()) {
      providers.remove(tag, hash);
    }
    return Optional.of(entry);
  }

  Optional<Pooled> find(Hash256 hash) {
    return Optional.ofNullable(entries.get(hash));
  }

  boolean contains(Hash256 hash) {
    return entries.containsKey(hash);
  }

  boolean provides(Bytes tag) {
    return providers.containsKey(tag);
  }

  /** Those that provide any of the tags, each once. */
  List<Pooled> providersOf(List<Bytes> tags) {
    Map<Hash256, Pooled> found = new LinkedHashMap<>();
    for (Bytes tag : tags) {
      Hash256 hash = providers.get(tag);
      if (hash != null) {
        find(hash).ifPresent(entry -> found.put(hash, entry));
      }
    }
    return new ArrayList<>(found.values());
  }

  List<Pooled> all() {
    return new ArrayList<>(entries.values());
  }

  int count() {
    return entries.size();
  }

  long bytes() {
    return bytes;
  }
}
