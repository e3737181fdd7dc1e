package io.braid.runtime.api.mmr;

import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.scale.ScaleWriter;

/**
 * Under which keys the off-chain index holds the nodes of a range. A block's nodes first lie under
 * a key with its parent's hash, since another fork has others at the same positions; when the block
 * is final the node moves them to a key with the position alone.
 */
public final class MmrKeys {
  private static final Bytes PREFIX = Bytes.utf8("mmr");

  private MmrKeys() {}

  /** Where a node is that a final block added. */
  public static Bytes ofFinal(long position) {
    return new ScaleWriter(16).bytes(PREFIX).u64(position).toBytes();
  }

  /** Where a node is until then. */
  public static Bytes ofFork(long position, Hash256 parentOfAdder) {
    return new ScaleWriter(48)
        .bytes(PREFIX)
        .u64(position)
        .write(Hash256.CODEC, parentOfAdder)
        .toBytes();
  }
}
