package io.braid.pallets.parachains.hrmp;

import io.braid.frame.Pallet;
import io.braid.frame.PalletContext;
import io.braid.frame.Unbounded;
import io.braid.frame.storage.Hasher;
import io.braid.frame.storage.StorageMap;
import io.braid.frame.system.FrameSystem;
import io.braid.pallets.parachains.configuration.Configuration;
import io.braid.pallets.parachains.configuration.HostConfiguration;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.parachains.HrmpChannelId;
import io.braid.runtime.api.parachains.HrmpChannelIdCodec;
import io.braid.runtime.api.parachains.InboundHrmpMessage;
import io.braid.runtime.api.parachains.InboundHrmpMessageCodec;
import io.braid.runtime.api.parachains.OutboundHrmpMessage;
import io.braid.scale.Codecs;
import io.braid.scale.Max;
import io.braid.scale.ScaleWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Channels between parachains. Those of this chain are opened at genesis. */
@Pallet(crate = "polkadot_runtime_parachains::hrmp")
public final class Hrmp {
  private static final int MAX_CHANNELS = 1_024;

  /** HRMP channel data associated with each para. */
  public final StorageMap<HrmpChannelId, HrmpChannel> hrmpChannels;

  /** The senders of channels to a para, in ascending order. */
  public final StorageMap<Integer, @Max(MAX_CHANNELS) List<Integer>> hrmpIngressChannelsIndex;

  /** The recipients of channels from a para, in ascending order. */
  public final StorageMap<Integer, @Max(MAX_CHANNELS) List<Integer>> hrmpEgressChannelsIndex;

  /** The messages that wait in a channel. Bounded by the channel's own limits. */
  @Unbounded public final StorageMap<HrmpChannelId, List<InboundHrmpMessage>> hrmpChannelContents;

  /** For every recipient: in which relay blocks messages came, and from whom. */
  @Unbounded
  public final StorageMap<Integer, List<Map.Entry<Integer, List<Integer>>>> hrmpChannelDigests;

  /** The relay block up to which a recipient has processed its messages. */
  public final StorageMap<Integer, Integer> hrmpWatermarks;

  private final FrameSystem system;
  private final Configuration configuration;

  public Hrmp(PalletContext context, FrameSystem system, Configuration configuration) {
    this.system = system;
    this.configuration = configuration;
    var ids = Codecs.list(Codecs.U32, MAX_CHANNELS);
    hrmpWatermarks =
        context.optionalMap("HrmpWatermarks", Hasher.TWOX_64_CONCAT, Codecs.U32, Codecs.U32);
    hrmpChannels =
        context.optionalMap(
            "HrmpChannels",
            Hasher.TWOX_64_CONCAT,
            HrmpChannelIdCodec.CODEC,
            HrmpChannelCodec.CODEC);
    hrmpIngressChannelsIndex =
        context.map("HrmpIngressChannelsIndex", Hasher.TWOX_64_CONCAT, Codecs.U32, ids, List.of());
    hrmpEgressChannelsIndex =
        context.map("HrmpEgressChannelsIndex", Hasher.TWOX_64_CONCAT, Codecs.U32, ids, List.of());
    hrmpChannelContents =
        context.map(
            "HrmpChannelContents",
            Hasher.TWOX_64_CONCAT,
            HrmpChannelIdCodec.CODEC,
            Codecs.list(InboundHrmpMessageCodec.CODEC, Integer.MAX_VALUE),
            List.of());
    hrmpChannelDigests =
        context.map(
            "HrmpChannelDigests",
            Hasher.TWOX_64_CONCAT,
            Codecs.U32,
            Codecs.list(Codecs.pair(Codecs.U32, ids), Integer.MAX_VALUE),
            List.of());
  }

  /**
   * Opens a channel before the first block.
   *
   * @param maxCapacity messages
   * @param maxMessageSize bytes of one
   */
  public void genesis(HrmpChannelId id, int maxCapacity, int maxMessageSize) {
    HostConfiguration limits = configuration.activeConfig.get();
    hrmpChannels.set(
        id,
        new HrmpChannel(
            maxCapacity,
            limits.hrmpChannelMaxTotalSize(),
            maxMessageSize,
            0,
            0,
            Optional.empty(),
            limits.hrmpSenderDeposit(),
            limits.hrmpRecipientDeposit()));
    hrmpIngressChannelsIndex.update(id.recipient(), known -> withId(known, id.sender()));
    hrmpEgressChannelsIndex.update(id.sender(), known -> withId(known, id.recipient()));
  }

  private static List<Integer> withId(List<Integer> ids, int id) {
    List<Integer> longer = new ArrayList<>(ids);
    longer.add(id);
    longer.sort(Integer::compare);
    return longer;
  }

  /** What is wrong with a candidate's messages, if anything. */
  public Optional<OutboundHrmpRefusal> check(int sender, List<OutboundHrmpMessage> messages) {
    int permitted = configuration.activeConfig.get().hrmpMaxMessageNumPerCandidate();
    if (messages.size() > permitted) {
      return Optional.of(new OutboundHrmpRefusal.TooManyMessages(messages.size(), permitted));
    }
    int last = -1;
    for (int i = 0; i < messages.size(); i++) {
      OutboundHrmpMessage message = messages.get(i);
      if (message.recipient() <= last) {
        return Optional.of(new OutboundHrmpRefusal.NotSorted(i));
      }
      last = message.recipient();
      HrmpChannelId id = new HrmpChannelId(sender, message.recipient());
      Optional<HrmpChannel> channel = hrmpChannels.find(id);
      if (channel.isEmpty()) {
        return Optional.of(new OutboundHrmpRefusal.NoSuchChannel(i, id));
      }
      int size = message.data().size();
      if (size > channel.get().maxMessageSize()) {
        return Optional.of(
            new OutboundHrmpRefusal.MessageTooLarge(i, size, channel.get().maxMessageSize()));
      }
      if (channel.get().msgCount() + 1 > channel.get().maxCapacity()
          || channel.get().totalSize() + size > channel.get().maxTotalSize()) {
        return Optional.of(new OutboundHrmpRefusal.ChannelFull(i, id));
      }
    }
    return Optional.empty();
  }

  /**
   * Whether a candidate may move its watermark there: to its relay parent, or to a block with mail;
   * it may also leave it where it is.
   */
  public boolean acceptableWatermark(int recipient, int relayParentNumber, int watermark) {
    Optional<Integer> last = hrmpWatermarks.find(recipient);
    if (last.isPresent() && watermark < last.get() || watermark > relayParentNumber) {
      return false;
    }
    return watermark == relayParentNumber
        || last.filter(block -> block == watermark).isPresent()
        || hrmpChannelDigests.get(recipient).stream().anyMatch(e -> e.getKey() == watermark);
  }

  /**
   * The watermarks that a recipient may move to, or stay at, besides the relay parent of its block,
   * in ascending order.
   */
  public List<Integer> validWatermarks(int recipient) {
    List<Integer> valid = new ArrayList<>();
    hrmpWatermarks.find(recipient).ifPresent(valid::add);
    hrmpChannelDigests.get(recipient).stream()
        .map(Map.Entry::getKey)
        .filter(block -> valid.isEmpty() || block > valid.get(valid.size() - 1))
        .forEach(valid::add);
    return valid;
  }

  /** The channels from a sender, by recipient. */
  public List<Map.Entry<Integer, HrmpChannel>> outbound(int sender) {
    List<Map.Entry<Integer, HrmpChannel>> channels = new ArrayList<>();
    for (int recipient : hrmpEgressChannelsIndex.get(sender)) {
      hrmpChannels
          .find(new HrmpChannelId(sender, recipient))
          .ifPresent(channel -> channels.add(Map.entry(recipient, channel)));
    }
    return channels;
  }

  /** Removes what a recipient has processed. */
  public void prune(int recipient, int watermark) {
    List<Map.Entry<Integer, List<Integer>>> later = new ArrayList<>();
    for (Map.Entry<Integer, List<Integer>> entry : hrmpChannelDigests.get(recipient)) {
      if (entry.getKey() > watermark) {
        later.add(entry);
      }
    }
    hrmpChannelDigests.set(recipient, later);
    for (int sender : hrmpIngressChannelsIndex.get(recipient)) {
      HrmpChannelId id = new HrmpChannelId(sender, recipient);
      List<InboundHrmpMessage> waiting = new ArrayList<>();
      int size = 0;
      for (InboundHrmpMessage message : hrmpChannelContents.get(id)) {
        if (message.sentAt() > watermark) {
          waiting.add(message);
          size += message.data().size();
        }
      }
      int bytes = size;
      hrmpChannels.update(id, c -> c.with(waiting.size(), bytes, c.mqcHead()));
      if (waiting.isEmpty()) {
        hrmpChannelContents.remove(id);
      } else {
        hrmpChannelContents.set(id, waiting);
      }
    }
    hrmpWatermarks.set(recipient, watermark);
  }

  /** Puts a candidate's messages into their channels; they were checked before. */
  public void queue(int sender, List<OutboundHrmpMessage> messages) {
    int now = system.number.get();
    for (OutboundHrmpMessage message : messages) {
      HrmpChannelId id = new HrmpChannelId(sender, message.recipient());
      Optional<HrmpChannel> found = hrmpChannels.find(id);
      if (found.isEmpty()) {
        continue;
      }
      HrmpChannel channel = found.get();
      byte[] hash = system.host().blake2b256(message.data().unsafeArray());
      Hash256 head = channel.mqcHead().orElse(Hash256.ZERO);
      Hash256 next =
          Hash256.of(
              system
                  .host()
                  .blake2b256(
                      new ScaleWriter(68).raw(head.unsafeArray()).u32(now).raw(hash).toArray()));
      hrmpChannels.set(
          id,
          channel.with(
              channel.msgCount() + 1,
              channel.totalSize() + message.data().size(),
              Optional.of(next)));
      List<InboundHrmpMessage> contents = new ArrayList<>(hrmpChannelContents.get(id));
      contents.add(new InboundHrmpMessage(now, message.data()));
      hrmpChannelContents.set(id, contents);
      digest(message.recipient(), now, sender);
    }
  }

  private void digest(int recipient, int now, int sender) {
    List<Map.Entry<Integer, List<Integer>>> digests =
        new ArrayList<>(hrmpChannelDigests.get(recipient));
    if (!digests.isEmpty() && digests.get(digests.size() - 1).getKey() == now) {
      List<Integer> senders = withId(digests.remove(digests.size() - 1).getValue(), sender);
      digests.add(Map.entry(now, senders));
    } else {
      digests.add(Map.entry(now, List.of(sender)));
    }
    hrmpChannelDigests.set(recipient, digests);
  }

  /** All that waits for a recipient, by sender. */
  public SortedMap<Integer, List<InboundHrmpMessage>> inbound(int recipient) {
    SortedMap<Integer, List<InboundHrmpMessage>> inbound = new TreeMap<>();
    for (int sender : hrmpIngressChannelsIndex.get(recipient)) {
      inbound.put(sender, hrmpChannelContents.get(new HrmpChannelId(sender, recipient)));
    }
    return inbound;
  }
}
