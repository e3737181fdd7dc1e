package io.braid.runtime.api.parachains;

import io.braid.primitives.Bytes;
import io.braid.scale.Scale;
import java.util.List;
import java.util.Optional;

/** What a candidate does to the world outside its parachain. */
@Scale(path = "polkadot_primitives::v8::CandidateCommitments")
public record CandidateCommitments(
    List<Bytes> upwardMessages,
    List<OutboundHrmpMessage> horizontalMessages,
    Optional<Bytes> newValidationCode,
    Bytes headData,
    int processedDownwardMessages,
    int hrmpWatermark) {}
