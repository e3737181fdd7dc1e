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

/** Values by two keys; all that share the first lie together. */
public final class StorageDoubleMap<A, B, V> implements StorageEntry.Described {
  private final Item<V> item;
  private final KeyPart<A> first;
  private final KeyPart<B> second;

  public StorageDoubleMap(
      Storage storage,
      String pallet,
      String name,
      KeyPart<A> first,
      KeyPart<B> second,
      Codec<V> codec,
      Optional<V> defaultValue) {
    this.first = first;
    this.second = second;
    item = new Item<>(storage, pallet, name, List.of(first, second), codec, defaultValue);
  }

  public Bytes key(A a, B b) {
    return Bytes.concat(prefix(a), second.encode(item.host(), b));
  }

  private Bytes prefix(A a) {
    return Bytes.concat(item.prefix(), first.encode(item.host(), a));
  }

  public V get(A a, B b) {
    return item.get(key(a, b));
  }

  public Optional<V> find(A a, B b) {
    return item.find(key(a, b));
  }

  public boolean contains(A a, B b) {
    return item.exists(key(a, b));
  }

  public void set(A a, B b, V value) {
    item.set(key(a, b), value);
  }

  public void remove(A a, B b) {
    item.clear(key(a, b));
  }

  public Optional<V> take(A a, B b) {
    Optional<V> value = find(a, b);
    remove(a, b);
    return value;
  }

  public V update(A a, B b, UnaryOperator<V> change) {
    V changed = change.apply(get(a, b));
    set(a, b, changed);
    return changed;
  }

  /** The entries under one first key, in the order of their storage keys. */
  public List<Map.Entry<B, V>> entries(A a) {
    List<Map.Entry<B, V>> entries = new ArrayList<>();
    Bytes prefix = prefix(a);
    item.visit(
        prefix,
        (key, value) ->
            entries.add(
                Map.entry(second.decode(new ScaleReader(key.slice(prefix.size()))), value)));
    return entries;
  }

  /** One entry with its keys. */
  public record Keyed<A, B, V>(A first, B second, V value) {}

  /** All entries, in the order of their storage keys. Needs hashers that can be read back. */
  public List<Keyed<A, B, V>> all() {
    List<Keyed<A, B, V>> entries = new ArrayList<>();
    Bytes prefix = item.prefix();
    item.visit(
        prefix,
        (key, value) -> {
          ScaleReader in = new ScaleReader(key.slice(prefix.size()));
          A a = first.decode(in);
          entries.add(new Keyed<>(a, second.decode(in), value));
        });
    return entries;
  }

  /** Removes the entries under one first key. */
  public Host.Cleared clearPrefix(A a, OptionalInt limit) {
    return item.clearPrefix(prefix(a), limit);
  }

  @Override
  public StorageEntry entry() {
    return item.entry();
  }
}
