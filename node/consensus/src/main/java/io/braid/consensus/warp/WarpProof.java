package io.braid.consensus.warp;

import io.braid.scale.Max;
import io.braid.scale.Scale;
import java.util.List;

/**
 * What a peer answers to a request for a warp proof.
 *
 * @param fragments in the order of their blocks: all but the last are the last blocks of their sets
 *     of voters
 * @param finished whether the last one is the last final block that the peer knows
 */
@Scale(path = "sc_consensus_grandpa::warp_proof::WarpSyncProof")
record WarpProof(@Max(WarpProof.MAX_FRAGMENTS) List<WarpFragment> fragments, boolean finished) {
  static final int MAX_FRAGMENTS = 1 << 16;
}
