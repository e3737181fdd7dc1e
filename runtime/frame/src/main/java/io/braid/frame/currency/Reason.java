package io.braid.frame.currency;

import io.braid.scale.Scale;
import io.braid.scale.Width;

/**
 * Why funds are held or frozen: the pallet's index in the runtime, and which of its reasons. The
 * same bytes as the outer enum that FRAME composes of all pallets' reasons.
 */
@Scale(path = "braid_runtime::Reason")
public record Reason(@Width(8) int pallet, @Width(8) int index) {}
