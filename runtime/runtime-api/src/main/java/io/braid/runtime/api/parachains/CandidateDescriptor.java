package io.braid.runtime.api.parachains;

import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.scale.Scale;
import io.braid.scale.Size;
import io.braid.scale.Width;

/**
 * What a candidate is, without its commitments: version 2 of the format (RFC-103), in which core
 * and session stand where the collator's key used to.
 */
@Scale(path = "polkadot_primitives::vstaging::CandidateDescriptorV2")
public record CandidateDescriptor(
    int paraId,
    Hash256 relayParent,
    @Width(8) int version,
    @Width(16) int coreIndex,
    int sessionIndex,
    @Size(25) Bytes reserved1,
    Hash256 persistedValidationDataHash,
    Hash256 povHash,
    Hash256 erasureRoot,
    @Size(64) Bytes reserved2,
    Hash256 paraHead,
    Hash256 validationCodeHash) {
  public static final Bytes RESERVED_1 = Bytes.wrap(new byte[25]);
  public static final Bytes RESERVED_2 = Bytes.wrap(new byte[64]);

  /**
   * Whether this is version 1 of the format: with a collator's key and signature in the fields that
   * version 2 leaves empty.
   */
  public boolean isVersion1() {
    return !reserved1.equals(RESERVED_1) || !reserved2.equals(RESERVED_2);
  }
}
