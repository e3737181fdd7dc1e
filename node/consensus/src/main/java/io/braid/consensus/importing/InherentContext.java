package io.braid.consensus.importing;

import io.braid.consensus.chain.BlockRef;
import java.time.Instant;

/**
 * The block that inherents are for.
 *
 * @param parent its parent
 * @param slot its own
 * @param now when its author began, or when it is checked
 */
public record InherentContext(BlockRef parent, long slot, Instant now) {}
