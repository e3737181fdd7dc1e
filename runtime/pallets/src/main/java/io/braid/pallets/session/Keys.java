package io.braid.pallets.session;

import io.braid.primitives.Bytes;

/**
 * A validator's public session keys, one for each protocol. Runtimes have a record of their own.
 */
public interface Keys {
  /**
   * The key of one protocol.
   *
   * @param type four ASCII characters, as {@code babe}
   */
  Bytes key(String type);
}
