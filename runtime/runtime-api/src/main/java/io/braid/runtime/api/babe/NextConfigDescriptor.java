package io.braid.runtime.api.babe;

import io.braid.scale.Index;
import io.braid.scale.Scale;

/** A versioned epoch configuration. */
@Scale(path = "sp_consensus_babe::digests::NextConfigDescriptor")
public sealed interface NextConfigDescriptor {
  @Index(1)
  record V1(Probability c, AllowedSlots allowedSlots) implements NextConfigDescriptor {}
}
