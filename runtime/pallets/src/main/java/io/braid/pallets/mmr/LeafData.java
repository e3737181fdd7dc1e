package io.braid.pallets.mmr;

import io.braid.primitives.Bytes;

/** What the leaf of the block in progress holds. No two blocks of a chain may have the same. */
@FunctionalInterface
public interface LeafData {
  /** In SCALE; made of what the parent's state and header say. */
  Bytes leaf();
}
