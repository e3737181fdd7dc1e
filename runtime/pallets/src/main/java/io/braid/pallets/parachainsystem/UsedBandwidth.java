package io.braid.pallets.parachainsystem;

import io.braid.primitives.Bytes;
import io.braid.runtime.api.parachains.OutboundHrmpMessage;
import io.braid.scale.Scale;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What blocks have sent to the relay chain and through it, which its state does not show until they
 * are included.
 *
 * @param hrmpOutgoing by recipient; those to whom nothing was sent are left out
 */
@Scale(path = "cumulus_pallet_parachain_system::unincluded_segment::UsedBandwidth")
public record UsedBandwidth(
    int umpMsgCount, int umpTotalBytes, SortedMap<Integer, HrmpChannelUpdate> hrmpOutgoing) {
  static final UsedBandwidth NONE = new UsedBandwidth(0, 0, new TreeMap<>());

  /** What one block sends; signals are not messages. */
  static UsedBandwidth of(List<Bytes> upward, List<OutboundHrmpMessage> horizontal) {
    int bytes = 0;
    for (Bytes message : upward) {
      bytes += message.size();
    }
    TreeMap<Integer, HrmpChannelUpdate> channels = new TreeMap<>();
    for (OutboundHrmpMessage message : horizontal) {
      channels.put(message.recipient(), new HrmpChannelUpdate(1, message.data().size()));
    }
    return new UsedBandwidth(upward.size(), bytes, channels);
  }

  HrmpChannelUpdate to(int recipient) {
    return hrmpOutgoing.getOrDefault(recipient, HrmpChannelUpdate.NONE);
  }

  UsedBandwidth plus(UsedBandwidth other) {
    TreeMap<Integer, HrmpChannelUpdate> channels = new TreeMap<>(hrmpOutgoing);
    other.hrmpOutgoing.forEach(
        (recipient, sent) -> channels.put(recipient, to(recipient).plus(sent)));
    return new UsedBandwidth(
        umpMsgCount + other.umpMsgCount, umpTotalBytes + other.umpTotalBytes, channels);
  }

  /**
   * @param other which was added before
   */
  UsedBandwidth minus(UsedBandwidth other) {
    TreeMap<Integer, HrmpChannelUpdate> channels = new TreeMap<>();
    hrmpOutgoing.forEach((recipient, sent) -> {
      HrmpChannelUpdate left = sent.minus(other.to(recipient));
      if (!left.equals(HrmpChannelUpdate.NONE)) {
        channels.put(recipient, left);
      }
    });
    return new UsedBandwidth(
        umpMsgCount - other.umpMsgCount, umpTotalBytes - other.umpTotalBytes, channels);
  }
}
