package io.braid.runtime.api.beefy;

import io.braid.primitives.Bytes;
import io.braid.scale.Max;
import io.braid.scale.Scale;
import io.braid.scale.Size;
import java.util.List;

/**
 * Who signs.
 *
 * @param validators compressed secp256k1 keys; never empty
 * @param id counts the sets from 0; there is a new one every session
 */
@Scale(path = "sp_consensus_beefy::ValidatorSet")
public record BeefyValidatorSet(@Max(100_000) List<@Size(33) Bytes> validators, long id) {
  /** How many signatures make a commitment count: more than two thirds. */
  public int threshold() {
    return validators.size() - (validators.size() - 1) / 3;
  }
}
