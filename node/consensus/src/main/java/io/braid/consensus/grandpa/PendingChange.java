package io.braid.consensus.grandpa;

import io.braid.consensus.chain.BlockRef;
import io.braid.runtime.api.grandpa.GrandpaAuthority;
import java.util.List;

/**
 * A change of voters that a block announced.
 *
 * @param signal the block
 * @param effective the number of the block after which the next voters vote
 * @param forced whether it takes effect by import, not by finality
 */
record PendingChange(
    BlockRef signal, int effective, boolean forced, List<GrandpaAuthority> authorities) {}
