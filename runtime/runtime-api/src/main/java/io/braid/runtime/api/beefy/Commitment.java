package io.braid.runtime.api.beefy;

import io.braid.scale.Scale;

/**
 * What a validator signs: the Keccak-256 of its SCALE form.
 *
 * @param blockNumber of a final block
 * @param validatorSetId of the validators that sign
 */
@Scale(path = "sp_consensus_beefy::commitment::Commitment")
public record Commitment(Payload payload, int blockNumber, long validatorSetId) {}
