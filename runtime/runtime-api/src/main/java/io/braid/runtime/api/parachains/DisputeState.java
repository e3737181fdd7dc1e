package io.braid.runtime.api.parachains;

import io.braid.primitives.Bits;
import io.braid.scale.Scale;
import java.util.Optional;

/**
 * A dispute as the chain knows it.
 *
 * @param validatorsFor a bit for every validator of the candidate's session that calls it valid
 * @param validatorsAgainst a bit for every one that calls it invalid
 * @param start the block that brought the first votes
 * @param concludedAt the block in which either side first had a supermajority
 */
@Scale(path = "polkadot_primitives::v8::DisputeState")
public record DisputeState(
    Bits validatorsFor, Bits validatorsAgainst, int start, Optional<Integer> concludedAt) {}
