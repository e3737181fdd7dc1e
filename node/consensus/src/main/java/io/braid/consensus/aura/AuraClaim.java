package io.braid.consensus.aura;

import io.braid.primitives.Bytes;
import io.braid.runtime.api.DigestItem;
import io.braid.scale.ScaleWriter;

/**
 * The right to author in a slot.
 *
 * @param author the sr25519 key whose turn it is, and which this node has
 */
public record AuraClaim(long slot, Bytes author) {
  /** What the header says of it. */
  public DigestItem preDigest() {
    return new DigestItem.PreRuntime(AuraEngine.ENGINE, new ScaleWriter(8).u64(slot).toBytes());
  }
}
