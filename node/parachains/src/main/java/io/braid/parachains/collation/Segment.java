package io.braid.parachains.collation;

import io.braid.primitives.Hash256;
import io.braid.runtime.api.parachains.BackingConstraints;
import java.util.List;

/**
 * The parachain's blocks from the included one on that a new block may build on.
 *
 * @param included the block that the relay parent's state has included
 * @param blocks those above it, the oldest first: first those that wait for availability
 * @param limits of the candidate that comes after the included one
 * @param code that the next candidate is checked with
 * @param onRelayParent how many of the blocks were made on the relay parent itself
 */
record Segment(
    Hash256 included,
    List<Hash256> blocks,
    BackingConstraints limits,
    Hash256 code,
    int onRelayParent) {
  /** The block to build on. */
  Hash256 tip() {
    return blocks.isEmpty() ? included : blocks.getLast();
  }
}
