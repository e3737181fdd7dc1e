package io.braid.runtime.api.babe;

import io.braid.primitives.Bytes;
import io.braid.scale.Index;
import io.braid.scale.Scale;
import io.braid.scale.Size;

/** The author's claim to a slot, in the header's pre-runtime digest. */
@Scale(path = "sp_consensus_babe::digests::PreDigest")
public sealed interface BabePreDigest {
  int authorityIndex();

  long slot();

  /** {@code vrfOutput} is below the threshold. */
  @Index(1)
  record Primary(int authorityIndex, long slot, @Size(32) Bytes vrfOutput, @Size(64) Bytes vrfProof)
      implements BabePreDigest {}

  /** Assigned by the epoch's randomness. */
  @Index(2)
  record SecondaryPlain(int authorityIndex, long slot) implements BabePreDigest {}

  /** Assigned by the epoch's randomness, with a VRF output for the next. */
  @Index(3)
  record SecondaryVrf(
      int authorityIndex, long slot, @Size(32) Bytes vrfOutput, @Size(64) Bytes vrfProof)
      implements BabePreDigest {}
}
