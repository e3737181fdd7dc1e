package io.braid.pallets.xcmpqueue;

import io.braid.frame.Pallet;
import io.braid.frame.PalletContext;
import io.braid.frame.PalletEvent;
import io.braid.frame.Unbounded;
import io.braid.frame.storage.Hasher;
import io.braid.frame.storage.StorageMap;
import io.braid.frame.system.FrameSystem;
import io.braid.pallets.messagequeue.MessageOrigin;
import io.braid.pallets.messagequeue.MessageQueue;
import io.braid.pallets.parachainsystem.HorizontalMessageHandler;
import io.braid.pallets.parachainsystem.HorizontalMessageSource;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.Host;
import io.braid.runtime.api.parachains.AbridgedHrmpChannel;
import io.braid.runtime.api.parachains.OutboundHrmpMessage;
import io.braid.scale.Codecs;
import io.braid.scale.ScaleException;
import io.braid.scale.ScaleReader;
import io.braid.xcm.VersionedXcm;
import io.braid.xcm.XcmError;
import io.braid.xcm.executor.XcmFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** XCM to and from other parachains. */
@Pallet(crate = "cumulus_pallet_xcmp_queue")
public final class XcmpQueue implements HorizontalMessageHandler, HorizontalMessageSource {
  /** The format byte of a page of versioned messages, one after the other. */
  private static final int CONCATENATED_VERSIONED_XCM = 0;

  private static final int MAX_WAITING = 128;
  private static final int MAX_MESSAGE_BYTES = 100_000;

  /** What was sent. */
  public sealed interface Event extends PalletEvent {
    /** An HRMP message was sent to a sibling parachain. */
    record XcmpMessageSent(Hash256 messageHash) implements Event {}
  }

  /** Messages that wait, by recipient, the oldest first; at most {@value #MAX_WAITING} for each. */
  @Unbounded final StorageMap<Integer, List<Bytes>> outboundXcmpMessages;

  private final FrameSystem system;
  private final MessageQueue inbound;

  public XcmpQueue(PalletContext context, FrameSystem system, MessageQueue inbound) {
    this.system = system;
    this.inbound = inbound;
    outboundXcmpMessages =
        context.map(
            "OutboundXcmpMessages",
            Hasher.TWOX_64_CONCAT,
            Codecs.U32,
            Codecs.list(Codecs.bytes(Integer.MAX_VALUE), Integer.MAX_VALUE),
            List.of());
  }

  /**
   * Queues a versioned message.
   *
   * @throws XcmFailure ExceedsMaxMessageSize; Transport when too many wait
   */
  public void send(int recipient, Bytes message) throws XcmFailure {
    List<Bytes> waiting = new ArrayList<>(outboundXcmpMessages.get(recipient));
    if (message.size() > MAX_MESSAGE_BYTES) {
      throw new XcmFailure(
          new XcmError.ExceedsMaxMessageSize(),
          "expected at most " + MAX_MESSAGE_BYTES + " bytes, found " + message.size());
    }
    if (waiting.size() >= MAX_WAITING) {
      throw new XcmFailure(
          new XcmError.Transport(),
          waiting.size() + " messages wait for parachain " + recipient + " already");
    }
    waiting.add(message);
    outboundXcmpMessages.set(recipient, waiting);
    system.deposit(
        new Event.XcmpMessageSent(Hash256.of(system.host().blake2b256(message.unsafeArray()))));
  }

  @Override
  public List<OutboundHrmpMessage> take(
      List<Map.Entry<Integer, AbridgedHrmpChannel>> channels, int maxCount) {
    List<OutboundHrmpMessage> taken = new ArrayList<>();
    for (Map.Entry<Integer, AbridgedHrmpChannel> entry : channels) {
      AbridgedHrmpChannel channel = entry.getValue();
      List<Bytes> waiting = outboundXcmpMessages.get(entry.getKey());
      int room = Math.min(channel.maxMessageSize(), channel.maxTotalSize() - channel.totalSize());
      if (waiting.isEmpty()
          || taken.size() >= maxCount
          || channel.msgCount() >= channel.maxCapacity()
          || waiting.get(0).size() + 1 > room) {
        continue;
      }
      Bytes page = Bytes.of((byte) CONCATENATED_VERSIONED_XCM);
      int count = 0;
      while (count < waiting.size() && page.size() + waiting.get(count).size() <= room) {
        page = Bytes.concat(page, waiting.get(count));
        count++;
      }
      if (count == waiting.size()) {
        outboundXcmpMessages.remove(entry.getKey());
      } else {
        outboundXcmpMessages.set(entry.getKey(), waiting.subList(count, waiting.size()));
      }
      taken.add(new OutboundHrmpMessage(entry.getKey(), page));
    }
    return taken;
  }

  /** Puts the messages of a page into the queue; what follows the first unreadable one is lost. */
  @Override
  public void handle(int sender, int sentAt, Bytes data) {
    ScaleReader in = new ScaleReader(data);
    try {
      int format = in.u8();
      if (format != CONCATENATED_VERSIONED_XCM) {
        throw new ScaleException("expected a page of format 0, found " + format);
      }
      while (in.remaining() > 0) {
        int start = in.position();
        VersionedXcm.CODEC.decode(in);
        inbound.enqueue(new MessageOrigin.Sibling(sender), data.slice(start, in.position()));
      }
    } catch (ScaleException malformed) {
      system
          .host()
          .log(
              Host.LogLevel.WARN,
              "xcm",
              "a page of parachain " + sender + " is dropped: " + malformed.getMessage());
    }
  }
}
