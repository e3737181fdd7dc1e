package io.braid.consensus.authoring;

import io.braid.primitives.Bytes;
import io.braid.scale.Max;
import io.braid.scale.Scale;

/**
 * One entry of {@link SignedSlots}.
 *
 * @param place as {@link SignedSlots#claim} has it
 */
@Scale(path = "braid_consensus::authoring::SignedSlot")
record SignedSlot(long slot, @Max(SignedSlots.MAX_PLACE_BYTES) Bytes place) {}
