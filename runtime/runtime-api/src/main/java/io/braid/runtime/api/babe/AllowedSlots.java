package io.braid.runtime.api.babe;

import io.braid.scale.Scale;

/** Who may author when nobody wins the primary lottery of a slot. */
@Scale(path = "sp_consensus_babe::AllowedSlots")
public enum AllowedSlots {
  PRIMARY_SLOTS,
  PRIMARY_AND_SECONDARY_PLAIN_SLOTS,
  PRIMARY_AND_SECONDARY_VRF_SLOTS
}
