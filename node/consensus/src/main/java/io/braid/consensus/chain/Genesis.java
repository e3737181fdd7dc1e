package io.braid.consensus.chain;

import io.braid.executor.host.StateHost;
import io.braid.executor.host.StatelessHost;
import io.braid.primitives.Bytes;
import io.braid.trie.StateTrie;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * What a chain's state is before its first block, as a raw chain specification gives it.
 *
 * @param children entries of child tries by the child's key, without the prefix that all have
 */
public record Genesis(
    SortedMap<Bytes, Bytes> top, SortedMap<Bytes, SortedMap<Bytes, Bytes>> children) {
  public static Genesis of(SortedMap<Bytes, Bytes> top) {
    return new Genesis(top, new TreeMap<>());
  }

  /** What {@code runtime} writes into an empty state. */
  public static Genesis writtenBy(Consumer<? super StateHost> runtime) {
    StateHost host = StateHost.over(StateTrie.empty(StatelessHost.BLAKE2));
    runtime.accept(host);
    return of(host);
  }

  /** What was written through {@code host} into an empty state. */
  public static Genesis of(StateHost host) {
    SortedMap<Bytes, SortedMap<Bytes, Bytes>> children = new TreeMap<>();
    host.overlay().childChanges().forEach((child, changes) -> children.put(child, left(changes)));
    return new Genesis(left(host.overlay().changes()), children);
  }

  private static SortedMap<Bytes, Bytes> left(SortedMap<Bytes, Optional<Bytes>> changes) {
    SortedMap<Bytes, Bytes> entries = new TreeMap<>();
    changes.forEach((key, value) -> value.ifPresent(bytes -> entries.put(key, bytes)));
    return entries;
  }
}
