package io.braid.frame.storage;

import io.braid.primitives.Bytes;
import io.braid.scale.Codec;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A single value in storage. */
public final class StorageValue<V> implements StorageEntry.Described {
  private final Item<V> item;

  public StorageValue(
      Storage storage, String pallet, String name, Codec<V> codec, Optional<V> defaultValue) {
    item = new Item<>(storage, pallet, name, List.of(), codec, defaultValue);
  }

  /** The 32 bytes of the storage key. */
  public Bytes key() {
    return item.prefix();
  }

  /** The value, or its default. */
  public V get() {
    return item.get(item.prefix());
  }

  public Optional<V> find() {
    return item.find(item.prefix());
  }

  public boolean exists() {
    return item.exists(item.prefix());
  }

  public void set(V value) {
    item.set(item.prefix(), value);
  }

  public void clear() {
    item.clear(item.prefix());
  }

  /** Reads and removes. */
  public Optional<V> take() {
    Optional<V> value = find();
    clear();
    return value;
  }

  public V update(UnaryOperator<V> change) {
    V changed = change.apply(get());
    set(changed);
    return changed;
  }

  /** Appends to a list without reading it; {@code element} is the SCALE form. */
  public void append(Bytes element) {
    item.append(item.prefix(), element);
  }

  @Override
  public StorageEntry entry() {
    return item.entry();
  }
}
