package io.braid.frame.storage;

import io.braid.primitives.Bytes;
import io.braid.runtime.api.Host;
import io.braid.scale.Codec;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What all storage items share: where they stand, and reading and writing one whole key. */
final class Item<V> {
  private final Storage storage;
  private final String pallet;
  private final String name;
  private final List<KeyPart<?>> keys;
  private final Codec<V> codec;
  private final Optional<V> defaultValue;
  private Optional<Bytes> prefix = Optional.empty();

  Item(
      Storage storage,
      String pallet,
      String name,
      List<KeyPart<?>> keys,
      Codec<V> codec,
      Optional<V> defaultValue) {
    this.storage = storage;
    this.pallet = pallet;
    this.name = name;
    this.keys = keys;
    this.codec = codec;
    this.defaultValue = defaultValue;
  }

  /** Hashed on first use: a call of the runtime touches few of its items. */
  Bytes prefix() {
    if (prefix.isEmpty()) {
      prefix = Optional.of(storage.prefix(pallet, name));
    }
    return prefix.get();
  }

  Host host() {
    return storage.host();
  }

  StorageEntry entry() {
    return new StorageEntry(name, keys, codec, defaultValue.map(codec::encodeToBytes));
  }

  Optional<V> find(Bytes key) {
    return host().get(key).map(codec::decodeAll);
  }

  V get(Bytes key) {
    return find(key)
        .or(() -> defaultValue)
        .orElseThrow(() ->
            new IllegalStateException(
                pallet + "." + name + " is absent and has no default: read it with find"));
  }

  void set(Bytes key, V value) {
    host().set(key, codec.encodeToBytes(value));
  }

  void clear(Bytes key) {
    host().clear(key);
  }

  boolean exists(Bytes key) {
    return host().exists(key);
  }

  void append(Bytes key, Bytes element) {
    host().append(key, element);
  }

  Host.Cleared clearPrefix(Bytes start, OptionalInt limit) {
    return host().clearPrefix(start, limit);
  }

  /** Visits all keys under {@code start} in order. The visitor may remove the key it is at. */
  void visit(Bytes start, Visitor<V> visitor) {
    Optional<Bytes> next = host().nextKey(start);
    while (next.isPresent() && next.get().startsWith(start)) {
      Bytes key = next.get();
      visitor.visit(key, codec.decodeAll(host().get(key).orElseThrow()));
      next = host().nextKey(key);
    }
  }

  interface Visitor<V> {
    void visit(Bytes key, V value);
  }
}
