package io.braid.trie;

import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.primitives.StateVersion;

/** A value as a node keeps it. */
sealed interface NodeValue {
  /** From this size in bytes on, state version 1 keeps the value beside the node. */
  int HASHED_FROM_BYTES = 33;

  /** Where and what it was when the node was read. */
  record AsRead(boolean hashed) implements NodeValue {}

  AsRead READ_INLINE = new AsRead(false);
  AsRead READ_HASHED = new AsRead(true);

  /** In the node. */
  record Inline(Bytes value) implements NodeValue {}

  /** Beside the node, already stored. */
  record Stored(Hash256 hash) implements NodeValue {}

  /** To be stored beside the node. */
  record Fresh(Bytes value) implements NodeValue {}

  static NodeValue of(Bytes value, StateVersion version) {
    return version == StateVersion.V1 && value.size() >= HASHED_FROM_BYTES
        ? new Fresh(value)
        : new Inline(value);
  }
}
