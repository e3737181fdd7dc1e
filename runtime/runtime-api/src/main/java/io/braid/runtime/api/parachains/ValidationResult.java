package io.braid.runtime.api.parachains;

import io.braid.primitives.Bytes;
import io.braid.scale.Scale;
import java.util.List;
import java.util.Optional;

/** The result of {@code validate_block}. */
@Scale(path = "polkadot_parachain_primitives::primitives::ValidationResult")
public record ValidationResult(
    Bytes headData,
    Optional<Bytes> newValidationCode,
    List<Bytes> upwardMessages,
    List<OutboundHrmpMessage> horizontalMessages,
    int processedDownwardMessages,
    int hrmpWatermark) {
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
