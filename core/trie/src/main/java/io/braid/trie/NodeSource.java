package io.braid.trie;

import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import java.util.Map;
import java.util.Optional;

/**
 * Where the trie's nodes, and in state version 1 its large values, are kept by their hash. The
 * answer's hash is taken on trust: a source that is filled from outside must check it.
 */
@FunctionalInterface
public interface NodeSource {
  /** A source without nodes: the empty trie needs none. */
  NodeSource EMPTY = hash -> Optional.empty();

  Optional<Bytes> node(Hash256 hash);

  /** A source that looks into {@code nodes} first, then here. */
  default NodeSource over(Map<Hash256, Bytes> nodes) {
    return hash -> {
      Bytes found = nodes.get(hash);
      return found != null ? Optional.of(found) : node(hash);
    };
  }
}
