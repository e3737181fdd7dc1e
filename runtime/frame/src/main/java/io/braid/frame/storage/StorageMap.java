package io.braid.frame.storage;

import io.braid.primitives.Bytes;
import io.braid.runtime.api.Host;
import io.braid.scale.Codec;
import io.braid.scale.ScaleReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;

/** Values by one key. */
public final class StorageMap<K, V> implements StorageEntry.Described {
  private final Item<V> item;
  private final KeyPart<K> keyPart;

  public StorageMap(
      Storage storage,
      String pallet,
      String name,
      KeyPart<K> keyPart,
      Codec<V> codec,
      Optional<V> defaultValue) {
    this.keyPart = keyPart;
    item = new Item<>(storage, pallet, name, List.of(keyPart), codec, defaultValue);
  }

  /** The whole storage key. */
  public Bytes key(K key) {
    return Bytes.concat(item.prefix(), keyPart.encode(item.host(), key));
  }

  /** The value, or the default of the map. */
  public V get(K key) {
    return item.get(key(key));
  }

  public Optional<V> find(K key) {
    return item.find(key(key));
  }

  public boolean contains(K key) {
    return item.exists(key(key));
  }

  public void set(K key, V value) {
    item.set(key(key), value);
  }

  public void remove(K key) {
    item.clear(key(key));
  }

  /** Reads and removes. */
  public Optional<V> take(K key) {
    Bytes whole = key(key);
    Optional<V> value = item.find(whole);
    item.clear(whole);
    return value;
  }

  public V update(K key, UnaryOperator<V> change) {
    Bytes whole = key(key);
    V changed = change.apply(item.get(whole));
    item.set(whole, changed);
    return changed;
  }

  /** Appends to a list without reading it; {@code element} is the SCALE form. */
  public void append(K key, Bytes element) {
    item.append(key(key), element);
  }

  /** All entries, in the order of their storage keys. Needs a hasher that can be read back. */
  public List<Map.Entry<K, V>> entries() {
    List<Map.Entry<K, V>> entries = new ArrayList<>();
    Bytes prefix = item.prefix();
    item.visit(
        prefix,
        (key, value) ->
            entries.add(
                Map.entry(keyPart.decode(new ScaleReader(key.slice(prefix.size()))), value)));
    return entries;
  }

  public Host.Cleared clearAll(OptionalInt limit) {
    return item.clearPrefix(item.prefix(), limit);
  }

  @Override
  public StorageEntry entry() {
    return item.entry();
  }
}
