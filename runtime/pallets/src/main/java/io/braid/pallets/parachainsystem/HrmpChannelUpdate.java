package io.braid.pallets.parachainsystem;

import io.braid.scale.Scale;

/** What blocks have sent into a channel to another parachain. */
@Scale(path = "cumulus_pallet_parachain_system::unincluded_segment::HrmpChannelUpdate")
public record HrmpChannelUpdate(int msgCount, int totalBytes) {
  static final HrmpChannelUpdate NONE = new HrmpChannelUpdate(0, 0);

  HrmpChannelUpdate plus(HrmpChannelUpdate other) {
    return new HrmpChannelUpdate(msgCount + other.msgCount, totalBytes + other.totalBytes);
  }

  HrmpChannelUpdate minus(HrmpChannelUpdate other) {
    return new HrmpChannelUpdate(msgCount - other.msgCount, totalBytes - other.totalBytes);
  }
}
