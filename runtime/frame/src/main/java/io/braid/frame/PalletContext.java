package io.braid.frame;

import io.braid.frame.storage.Hasher;
import io.braid.frame.storage.KeyPart;
import io.braid.frame.storage.Storage;
import io.braid.frame.storage.StorageDoubleMap;
import io.braid.frame.storage.StorageEntry;
import io.braid.frame.storage.StorageMap;
import io.braid.frame.storage.StorageNMap;
import io.braid.frame.storage.StorageValue;
import io.braid.primitives.Bytes;
import io.braid.scale.Codec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A pallet's place in a runtime: its name and index, and the maker of its storage items and
 * constants. What is made here appears in the metadata in the same order.
 */
public final class PalletContext {
  /** A constant of a pallet as metadata shows it; its encoded value is asked for only then. */
  public record Constant(String name, Codec<?> codec, Supplier<Bytes> value) {}

  private final String name;
  private final int index;
  private final Storage storage;
  private final List<StorageEntry.Described> items = new ArrayList<>();
  private final List<Constant> constants = new ArrayList<>();

  public PalletContext(String name, int index, Storage storage) {
    this.name = name;
    this.index = index;
    this.storage = storage;
  }

  public String name() {
    return name;
  }

  public int index() {
    return index;
  }

  public Storage storage() {
    return storage;
  }

  /** Made when metadata asks for it: a call of the runtime needs no descriptions. */
  public List<StorageEntry> entries() {
    List<StorageEntry> entries = new ArrayList<>();
    for (StorageEntry.Described item : items) {
      entries.add(item.entry());
    }
    return entries;
  }

  public List<Constant> constants() {
    return List.copyOf(constants);
  }

  /** Publishes a constant to clients and gives it back. */
  public <T> T constant(String constantName, Codec<T> codec, T value) {
    constants.add(new Constant(constantName, codec, () -> codec.encodeToBytes(value)));
    return value;
  }

  /**
   * Publishes a value that is fixed at genesis and stands in the state. A runtime may be made
   * without a state, to validate a block: so it is read only when metadata is written.
   */
  public <T> void genesisConstant(String constantName, Codec<T> codec, Supplier<T> value) {
    constants.add(new Constant(constantName, codec, () -> codec.encodeToBytes(value.get())));
  }

  /** A value that reads as {@code defaultValue} until it is set. */
  public <V> StorageValue<V> value(String item, Codec<V> codec, V defaultValue) {
    return add(new StorageValue<>(storage, name, item, codec, Optional.of(defaultValue)));
  }

  /** A value that may be absent: read it with {@code find}. */
  public <V> StorageValue<V> optionalValue(String item, Codec<V> codec) {
    return add(new StorageValue<>(storage, name, item, codec, Optional.empty()));
  }

  /** A map whose absent entries read as {@code defaultValue}. */
  public <K, V> StorageMap<K, V> map(
      String item, Hasher hasher, Codec<K> key, Codec<V> codec, V defaultValue) {
    return add(
        new StorageMap<>(
            storage, name, item, new KeyPart<>(hasher, key), codec, Optional.of(defaultValue)));
  }

  /** A map whose entries may be absent: read it with {@code find}. */
  public <K, V> StorageMap<K, V> optionalMap(
      String item, Hasher hasher, Codec<K> key, Codec<V> codec) {
    return add(
        new StorageMap<>(storage, name, item, new KeyPart<>(hasher, key), codec, Optional.empty()));
  }

  public <A, B, V> StorageDoubleMap<A, B, V> doubleMap(
      String item, KeyPart<A> first, KeyPart<B> second, Codec<V> codec, V defaultValue) {
    return add(
        new StorageDoubleMap<>(
            storage, name, item, first, second, codec, Optional.of(defaultValue)));
  }

  public <A, B, V> StorageDoubleMap<A, B, V> optionalDoubleMap(
      String item, KeyPart<A> first, KeyPart<B> second, Codec<V> codec) {
    return add(new StorageDoubleMap<>(storage, name, item, first, second, codec, Optional.empty()));
  }

  public <V> StorageNMap<V> optionalNMap(String item, List<KeyPart<?>> keys, Codec<V> codec) {
    return add(new StorageNMap<>(storage, name, item, keys, codec, Optional.empty()));
  }

  private <E extends StorageEntry.Described> E add(E item) {
    items.add(item);
    return item;
  }
}
