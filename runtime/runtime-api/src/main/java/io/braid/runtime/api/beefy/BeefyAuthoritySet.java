package io.braid.runtime.api.beefy;

import io.braid.primitives.Hash256;
import io.braid.scale.Scale;

/**
 * A set of validators as bridges know it.
 *
 * @param len how many they are
 * @param keysetCommitment the root of the binary Merkle tree of their Ethereum addresses
 */
@Scale(path = "sp_consensus_beefy::mmr::BeefyAuthoritySet")
public record BeefyAuthoritySet(long id, int len, Hash256 keysetCommitment) {
  public static final BeefyAuthoritySet NONE = new BeefyAuthoritySet(0, 0, Hash256.ZERO);
}
