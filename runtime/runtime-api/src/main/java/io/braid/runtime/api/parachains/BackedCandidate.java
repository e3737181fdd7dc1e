package io.braid.runtime.api.parachains;

import io.braid.primitives.Bits;
import io.braid.scale.Scale;
import java.util.List;

/**
 * A candidate that enough of its backing group have signed. {@code validatorIndices} has a bit for
 * every validator of the group, and, when the group backs several cores, 8 bits more that give the
 * core.
 */
@Scale(path = "polkadot_primitives::vstaging::BackedCandidate")
public record BackedCandidate(
    CommittedCandidateReceipt candidate,
    List<ValidityAttestation> validityVotes,
    Bits validatorIndices) {}
