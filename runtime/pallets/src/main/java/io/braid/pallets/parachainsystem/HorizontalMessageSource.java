package io.braid.pallets.parachainsystem;

import io.braid.runtime.api.parachains.AbridgedHrmpChannel;
import io.braid.runtime.api.parachains.OutboundHrmpMessage;
import java.util.List;
import java.util.Map;

/** Who has messages for other parachains. */
public interface HorizontalMessageSource {
  /**
   * Takes messages out, at most one for each recipient and in ascending order of recipients.
   *
   * @param channels the open channels by recipient, with what still fits
   * @param maxCount the most messages in a block
   */
  List<OutboundHrmpMessage> take(
      List<Map.Entry<Integer, AbridgedHrmpChannel>> channels, int maxCount);
}
