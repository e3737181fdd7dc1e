package io.braid.pallets.parachainsystem;

import io.braid.frame.executive.InvalidBlock;
import io.braid.runtime.api.parachains.AbridgedHrmpChannel;
import io.braid.runtime.api.parachains.UpgradeGoAhead;
import io.braid.scale.Scale;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What all blocks together use that the relay chain has not included yet.
 *
 * @param hrmpWatermark the relay block up to which the last of them has taken messages in
 * @param consumedGoAheadSignal what one of them acted on; at most one does
 */
@Scale(path = "cumulus_pallet_parachain_system::unincluded_segment::SegmentTracker")
public record SegmentTracker(
    UsedBandwidth usedBandwidth,
    Optional<Integer> hrmpWatermark,
    Optional<UpgradeGoAhead> consumedGoAheadSignal) {
  static final SegmentTracker EMPTY =
      new SegmentTracker(UsedBandwidth.NONE, Optional.empty(), Optional.empty());

  /**
   * With another block at the end.
   *
   * @param relay what fits into the relay chain's queues without all these blocks
   * @throws InvalidBlock when it does not fit with them
   */
  SegmentTracker with(Ancestor block, int watermark, MessagingState relay) {
    UsedBandwidth used = usedBandwidth.plus(block.usedBandwidth());
    if (used.umpMsgCount() > relay.remainingCount()
        || used.umpTotalBytes() > relay.remainingSize()) {
      throw new InvalidBlock(
          "expected at most "
              + relay.remainingCount()
              + " upward messages in blocks that wait, found "
              + used.umpMsgCount());
    }
    for (Map.Entry<Integer, AbridgedHrmpChannel> channel : relay.egress()) {
      HrmpChannelUpdate sent = used.to(channel.getKey());
      AbridgedHrmpChannel limits = channel.getValue();
      if (sent.msgCount() > limits.maxCapacity() - limits.msgCount()
          || sent.totalBytes() > limits.maxTotalSize() - limits.totalSize()) {
        throw new InvalidBlock("too many messages wait for parachain " + channel.getKey());
      }
    }
    return new SegmentTracker(
        used,
        Optional.of(watermark),
        consumedGoAheadSignal.isPresent() ? consumedGoAheadSignal : block.consumedGoAheadSignal());
  }

  /** Without a block that the relay chain has included. */
  SegmentTracker without(Ancestor block) {
    return new SegmentTracker(
        usedBandwidth.minus(block.usedBandwidth()),
        hrmpWatermark,
        block.consumedGoAheadSignal().isPresent() ? Optional.empty() : consumedGoAheadSignal);
  }

  /** What fits into the relay chain's queues behind all these blocks. */
  MessagingState left(MessagingState relay) {
    List<Map.Entry<Integer, AbridgedHrmpChannel>> egress = new ArrayList<>();
    for (Map.Entry<Integer, AbridgedHrmpChannel> channel : relay.egress()) {
      HrmpChannelUpdate sent = usedBandwidth.to(channel.getKey());
      AbridgedHrmpChannel now = channel.getValue();
      egress.add(
          Map.entry(
              channel.getKey(),
              new AbridgedHrmpChannel(
                  now.maxCapacity(),
                  now.maxTotalSize(),
                  now.maxMessageSize(),
                  now.msgCount() + sent.msgCount(),
                  now.totalSize() + sent.totalBytes(),
                  now.mqcHead())));
    }
    return new MessagingState(
        relay.dmqMqcHead(),
        Math.max(0, relay.remainingCount() - usedBandwidth.umpMsgCount()),
        Math.max(0, relay.remainingSize() - usedBandwidth.umpTotalBytes()),
        relay.ingress(),
        egress);
  }
}
