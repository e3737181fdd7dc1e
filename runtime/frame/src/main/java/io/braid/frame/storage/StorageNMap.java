package io.braid.frame.storage;

import io.braid.primitives.Bytes;
import io.braid.scale.Codec;
import java.util.List;
import java.util.Optional;

/**
 * Values by three keys or more. Keys are given in the order of declaration, each of its part's
 * type: anything else is a bug and throws {@link IllegalArgumentException}.
 */
public final class StorageNMap<V> implements StorageEntry.Described {
  private final Item<V> item;
  private final List<KeyPart<?>> parts;

  public StorageNMap(
      Storage storage,
      String pallet,
      String name,
      List<KeyPart<?>> parts,
      Codec<V> codec,
      Optional<V> defaultValue) {
    this.parts = parts;
    item = new Item<>(storage, pallet, name, parts, codec, defaultValue);
  }

  public Bytes key(Object... keys) {
    if (keys.length != parts.size()) {
      throw new IllegalArgumentException(
          "expected " + parts.size() + " keys, found " + keys.length);
    }
    Bytes key = item.prefix();
    for (int i = 0; i < keys.length; i++) {
      key = Bytes.concat(key, encode(parts.get(i), keys[i]));
    }
    return key;
  }

  @SuppressWarnings("unchecked")
  private Bytes encode(KeyPart<?> part, Object key) {
    return ((KeyPart<Object>) part).encode(item.host(), key);
  }

  public Optional<V> find(Object... keys) {
    return item.find(key(keys));
  }

  public void set(V value, Object... keys) {
    item.set(key(keys), value);
  }

  public void remove(Object... keys) {
    item.clear(key(keys));
  }

  @Override
  public StorageEntry entry() {
    return item.entry();
  }
}
