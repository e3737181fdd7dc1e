package io.braid.pallets.parachains.hrmp;

import io.braid.runtime.api.parachains.HrmpChannelId;

/** Why a candidate's outbound HRMP messages are refused. Indices are zero-based. */
public sealed interface OutboundHrmpRefusal {
  record TooManyMessages(int sent, int permitted) implements OutboundHrmpRefusal {}

  /** Messages must go to recipients in ascending order, one each. */
  record NotSorted(int index) implements OutboundHrmpRefusal {}

  record NoSuchChannel(int index, HrmpChannelId channel) implements OutboundHrmpRefusal {}

  record MessageTooLarge(int index, int size, int permitted) implements OutboundHrmpRefusal {}

  record ChannelFull(int index, HrmpChannelId channel) implements OutboundHrmpRefusal {}
}
