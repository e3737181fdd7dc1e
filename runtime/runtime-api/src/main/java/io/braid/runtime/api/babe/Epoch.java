package io.braid.runtime.api.babe;

import io.braid.primitives.Bytes;
import io.braid.scale.Scale;
import io.braid.scale.Size;
import java.util.List;

/** An epoch: {@code duration} slots from {@code startSlot} on with one set of authors. */
@Scale(path = "sp_consensus_babe::Epoch")
public record Epoch(
    long epochIndex,
    long startSlot,
    long duration,
    List<BabeAuthority> authorities,
    @Size(32) Bytes randomness,
    BabeEpochConfiguration config) {
  /** The first slot after it. */
  public long endSlot() {
    return startSlot + duration;
  }
}
