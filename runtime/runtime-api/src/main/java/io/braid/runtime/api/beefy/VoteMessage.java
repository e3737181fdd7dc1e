package io.braid.runtime.api.beefy;

import io.braid.primitives.Bytes;
import io.braid.scale.Scale;
import io.braid.scale.Size;

/**
 * One validator's signature of a commitment.
 *
 * @param id the validator's compressed secp256k1 key
 * @param signature r, s, recovery id
 */
@Scale(path = "sp_consensus_beefy::VoteMessage")
public record VoteMessage(Commitment commitment, @Size(33) Bytes id, @Size(65) Bytes signature) {}
