package io.braid.consensus.chain;

import io.braid.primitives.Bytes;
import java.util.SortedMap;
import java.util.TreeMap;

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
}
