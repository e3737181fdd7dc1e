package io.braid.runtime.api.parachains;

import io.braid.primitives.Bytes;
import io.braid.scale.Scale;
import java.util.List;
import java.util.Optional;

/** What a parachain's runtime tells its collator about the block it just built. */
@Scale(path = "cumulus_primitives_core::CollationInfo")
public record CollationInfo(
    List<Bytes> upwardMessages,
    List<OutboundHrmpMessage> horizontalMessages,
    Optional<Bytes> newValidationCode,
    int processedDownwardMessages,
    int hrmpWatermark,
    Bytes headData) {
  public CandidateCommitments commitments() {
    return new CandidateCommitments(
        upwardMessages,
        horizontalMessages,
        newValidationCode,
        headData,
        processedDownwardMessages,
        hrmpWatermark);
  }
}
