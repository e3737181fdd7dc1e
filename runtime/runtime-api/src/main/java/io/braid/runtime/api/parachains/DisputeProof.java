package io.braid.runtime.api.parachains;

import io.braid.primitives.Bytes;
import io.braid.scale.Scale;
import io.braid.scale.Size;

/**
 * Points to what the chain knows of a validator that lost a dispute of a past session.
 *
 * @param validatorIndex in the candidate's session
 * @param validatorId its parachain key then
 */
@Scale(path = "polkadot_primitives::vstaging::DisputeProof")
public record DisputeProof(
    DisputesTimeSlot timeSlot,
    DisputeOffenceKind kind,
    int validatorIndex,
    @Size(32) Bytes validatorId) {}
