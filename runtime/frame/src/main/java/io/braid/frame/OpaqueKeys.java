package io.braid.frame;

import io.braid.primitives.Bytes;

/**
 * A validator's public session keys, one for each protocol. A runtime has a record of its own, and
 * names it in {@link Runtime#keys}.
 */
public interface OpaqueKeys {
  /**
   * The key of one protocol.
   *
   * @param type four ASCII characters, as {@code babe}
   */
  Bytes key(String type);
}
