package io.braid.pallets.parachainsystem;

import static io.braid.frame.DispatchFailure.ensure;

import io.braid.frame.Call;
import io.braid.frame.DispatchFailure;
import io.braid.frame.Dispatchable;
import io.braid.frame.Hooks;
import io.braid.frame.Origin;
import io.braid.frame.Pallet;
import io.braid.frame.PalletContext;
import io.braid.frame.PalletError;
import io.braid.frame.PalletEvent;
import io.braid.frame.PostDispatch;
import io.braid.frame.ProvidesInherent;
import io.braid.frame.Unbounded;
import io.braid.frame.executive.InvalidBlock;
import io.braid.frame.storage.StorageValue;
import io.braid.frame.system.FrameSystem;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.DispatchClass;
import io.braid.runtime.api.Header;
import io.braid.runtime.api.HeaderCodec;
import io.braid.runtime.api.InherentData;
import io.braid.runtime.api.Weight;
import io.braid.runtime.api.parachains.AbridgedHostConfiguration;
import io.braid.runtime.api.parachains.AbridgedHostConfigurationCodec;
import io.braid.runtime.api.parachains.AbridgedHrmpChannel;
import io.braid.runtime.api.parachains.CollationInfo;
import io.braid.runtime.api.parachains.CollectCollationInfo;
import io.braid.runtime.api.parachains.CoreInfo;
import io.braid.runtime.api.parachains.InboundDownwardMessage;
import io.braid.runtime.api.parachains.InboundHrmpMessage;
import io.braid.runtime.api.parachains.OutboundHrmpMessage;
import io.braid.runtime.api.parachains.OutboundHrmpMessageCodec;
import io.braid.runtime.api.parachains.ParachainInherentData;
import io.braid.runtime.api.parachains.ParachainInherentDataCodec;
import io.braid.runtime.api.parachains.PersistedValidationData;
import io.braid.runtime.api.parachains.PersistedValidationDataCodec;
import io.braid.runtime.api.parachains.RelayParentDigest;
import io.braid.runtime.api.parachains.UmpSignal;
import io.braid.runtime.api.parachains.UpgradeGoAhead;
import io.braid.runtime.api.parachains.UpgradeGoAheadCodec;
import io.braid.scale.Codecs;
import io.braid.scale.ScaleWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/** What a parachain block takes from the relay chain and gives to it. */
@Pallet(crate = "cumulus_pallet_parachain_system")
public final class ParachainSystem implements Hooks, ProvidesInherent, CollectCollationInfo {
  /** What passed between the chains. */
  public sealed interface Event extends PalletEvent {
    /** The validation function has been scheduled to apply. */
    record ValidationFunctionStored() implements Event {}

    /** The validation function was applied as of the contained relay chain block number. */
    record ValidationFunctionApplied(int relayChainBlockNum) implements Event {}

    /** The relay-chain aborted the upgrade process. */
    record ValidationFunctionDiscarded() implements Event {}

    /** Some downward messages have been received and will be processed. */
    record DownwardMessagesReceived(int count) implements Event {}

    /** Downward messages were processed; the chain of message hashes now ends with this one. */
    record DownwardMessagesProcessed(Weight weightUsed, Hash256 dmqHead) implements Event {}

    /** An upward message was sent to the relay chain. */
    record UpwardMessageSent(Optional<Bytes> messageHash) implements Event {}
  }

  /** Why nothing was sent or upgraded. */
  public enum Error implements PalletError {
    /** Attempt to upgrade validation function while existing upgrade pending. */
    OVERLAPPING_UPGRADES,
    /** Polkadot currently prohibits this parachain from upgrading its validation function. */
    PROHIBITED_BY_POLKADOT,
    /** The supplied validation function has compiled into a blob larger than the relay allows. */
    TOO_BIG,
    /** The inherent which supplies the validation data did not run this block. */
    VALIDATION_DATA_NOT_AVAILABLE,
    /** The inherent which supplies the host configuration did not run this block. */
    HOST_CONFIGURATION_NOT_AVAILABLE,
    /** No validation function upgrade is currently scheduled. */
    NOT_SCHEDULED
  }

  /** In case of a scheduled upgrade, this storage field contains the validation code to apply. */
  final StorageValue<Bytes> pendingValidationCode;

  /**
   * Validation code that is set by the parachain and is to be communicated to collator and relay.
   */
  final StorageValue<Bytes> newValidationCode;

  /**
   * Blocks that were not included when the block in progress began, the oldest first. The relay
   * chain reaches no further than its capacity, which bounds them.
   */
  @Unbounded final StorageValue<List<Ancestor>> unincludedSegment;

  /** What these blocks use together. */
  final StorageValue<SegmentTracker> aggregatedUnincludedSegment;

  /** The relay chain's answer on new code, as the relay parent's state has it. */
  final StorageValue<Optional<UpgradeGoAhead>> upgradeGoAhead;

  /** The validation data which is set in this block. */
  public final StorageValue<PersistedValidationData> validationData;

  /** The last relay chain block number we observed. */
  final StorageValue<Integer> lastRelayChainBlockNumber;

  /** Whether the relay chain forbids to announce an upgrade. */
  final StorageValue<Boolean> upgradeRestriction;

  /** The relay chain's view of this parachain's queues, at this block's relay parent. */
  final StorageValue<MessagingState> relevantMessagingState;

  /** The parachain host configuration that was obtained from the relay parent. */
  final StorageValue<AbridgedHostConfiguration> hostConfiguration;

  /** The last downward message queue chain head we have observed. */
  final StorageValue<Hash256> lastDmqMqcHead;

  /** The message queue chain heads we have observed per each channel incoming channel. */
  @Unbounded final StorageValue<SortedMap<Integer, Hash256>> lastHrmpMqcHeads;

  /** Number of downward messages processed in a block. */
  final StorageValue<Integer> processedDownwardMessages;

  /** HRMP watermark that was set in a block. */
  final StorageValue<Integer> hrmpWatermark;

  /** HRMP messages that were sent in a block. Emptied at its start; the relay chain bounds them. */
  @Unbounded final StorageValue<List<OutboundHrmpMessage>> hrmpOutboundMessages;

  /**
   * Upward messages that were sent in a block. Emptied at its start; the relay chain bounds them.
   */
  @Unbounded final StorageValue<List<Bytes>> upwardMessages;

  /** Upward messages that are still pending and not yet sent to the relay chain. */
  @Unbounded final StorageValue<List<Bytes>> pendingUpwardMessages;

  private final FrameSystem system;
  private final Supplier<Integer> paraId;
  private final DownwardMessageHandler downward;
  private final HorizontalMessageHandler horizontal;
  private final HorizontalMessageSource outbound;
  private final ConsensusHook consensus;

  public ParachainSystem(
      PalletContext context,
      FrameSystem system,
      Supplier<Integer> paraId,
      DownwardMessageHandler downward,
      HorizontalMessageHandler horizontal,
      HorizontalMessageSource outbound,
      ConsensusHook consensus) {
    this.system = system;
    this.paraId = paraId;
    this.downward = downward;
    this.horizontal = horizontal;
    this.outbound = outbound;
    this.consensus = consensus;
    var code = Codecs.bytes(Integer.MAX_VALUE);
    pendingValidationCode = context.value("PendingValidationCode", code, Bytes.EMPTY);
    newValidationCode = context.optionalValue("NewValidationCode", code);
    unincludedSegment =
        context.value(
            "UnincludedSegment", Codecs.list(AncestorCodec.CODEC, Integer.MAX_VALUE), List.of());
    aggregatedUnincludedSegment =
        context.optionalValue("AggregatedUnincludedSegment", SegmentTrackerCodec.CODEC);
    upgradeGoAhead =
        context.value("UpgradeGoAhead", Codecs.option(UpgradeGoAheadCodec.CODEC), Optional.empty());
    validationData = context.optionalValue("ValidationData", PersistedValidationDataCodec.CODEC);
    lastRelayChainBlockNumber = context.value("LastRelayChainBlockNumber", Codecs.U32, 0);
    upgradeRestriction = context.value("UpgradeRestrictionSignal", Codecs.BOOL, false);
    relevantMessagingState =
        context.optionalValue("RelevantMessagingState", MessagingStateCodec.CODEC);
    hostConfiguration =
        context.optionalValue("HostConfiguration", AbridgedHostConfigurationCodec.CODEC);
    lastDmqMqcHead = context.value("LastDmqMqcHead", Hash256.CODEC, Hash256.ZERO);
    lastHrmpMqcHeads =
        context.value(
            "LastHrmpMqcHeads",
            Codecs.sortedMap(Codecs.U32, Hash256.CODEC, Integer.MAX_VALUE),
            new TreeMap<>());
    processedDownwardMessages = context.value("ProcessedDownwardMessages", Codecs.U32, 0);
    hrmpWatermark = context.value("HrmpWatermark", Codecs.U32, 0);
    hrmpOutboundMessages =
        context.value(
            "HrmpOutboundMessages",
            Codecs.list(OutboundHrmpMessageCodec.CODEC, Integer.MAX_VALUE),
            List.of());
    var messages = Codecs.list(Codecs.bytes(Integer.MAX_VALUE), Integer.MAX_VALUE);
    upwardMessages = context.value("UpwardMessages", messages, List.of());
    pendingUpwardMessages = context.value("PendingUpwardMessages", messages, List.of());
  }

  // The block in progress

  @Override
  public Weight onInitialize(int number) {
    List<Ancestor> waiting = unincludedSegment.get();
    if (!waiting.isEmpty()) {
      // The hash of a block is only known when it is over: the last one's is this one's parent.
      List<Ancestor> named = new ArrayList<>(waiting);
      named.set(named.size() - 1, named.get(named.size() - 1).withHead(system.parentHash.get()));
      unincludedSegment.set(named);
    }
    newValidationCode.clear();
    validationData.clear();
    processedDownwardMessages.clear();
    hrmpWatermark.clear();
    hrmpOutboundMessages.clear();
    upwardMessages.clear();
    return Weight.ZERO;
  }

  /**
   * Sets the current validation data. This inherent must stand in every block: it ties the block to
   * its relay parent and brings in the messages that were sent to this chain.
   */
  @Dispatchable(
      index = 0,
      refTime = 500_000_000,
      proofSize = 20_000,
      dispatchClass = DispatchClass.MANDATORY)
  PostDispatch setValidationData(Origin origin, ParachainInherentData data) throws DispatchFailure {
    origin.ensureNone();
    if (validationData.exists()) {
      throw new InvalidBlock("expected the validation data once in a block, found it twice");
    }
    PersistedValidationData validation = data.validationData();
    int last = lastRelayChainBlockNumber.get();
    if (validation.relayParentNumber() < last) {
      throw new InvalidBlock(
          "expected relay block "
              + last
              + " or a later one as relay parent, found "
              + validation.relayParentNumber());
    }
    lastRelayChainBlockNumber.set(validation.relayParentNumber());
    RelayState relay =
        new RelayState(
            system.host(),
            paraId.get(),
            validation.relayParentStorageRoot(),
            data.relayChainState().trieNodes());
    system.depositLog(
        new RelayParentDigest(validation.relayParentStorageRoot(), validation.relayParentNumber())
            .digestItem());
    int capacity = consensus.onRelayParent(relay.slot());
    dropIncluded(relay, capacity);
    upgrade(relay, validation.relayParentNumber());
    MessagingState messaging = relay.messaging();
    hostConfiguration.set(relay.configuration());
    relevantMessagingState.set(messaging);
    validationData.set(validation);
    receiveDownward(messaging.dmqMqcHead(), data.downwardMessages());
    receiveHorizontal(
        messaging.ingress(), data.horizontalMessages(), validation.relayParentNumber());
    return PostDispatch.FREE;
  }

  private SegmentTracker waiting() {
    return aggregatedUnincludedSegment.find().orElse(SegmentTracker.EMPTY);
  }

  /** Forgets the blocks that the relay chain has included; those left must leave room for one. */
  private void dropIncluded(RelayState relay, int capacity) {
    Bytes head =
        relay.includedHead().orElseThrow(() -> new InvalidBlock("expected the included head"));
    Hash256 included = Hash256.of(system.host().blake2b256(head.unsafeArray()));
    List<Ancestor> segment = unincludedSegment.get();
    int gone = segment.size() - after(included, segment);
    if (gone > 0) {
      SegmentTracker tracker = waiting();
      for (Ancestor block : segment.subList(0, gone)) {
        tracker = tracker.without(block);
      }
      aggregatedUnincludedSegment.set(tracker);
      unincludedSegment.set(segment.subList(gone, segment.size()));
    }
    if (segment.size() - gone >= capacity) {
      throw new InvalidBlock(
          "expected fewer than "
              + capacity
              + " blocks that wait, found "
              + (segment.size() - gone));
    }
  }

  /** How many blocks wait behind an included one; all when it is none of them. */
  private static int after(Hash256 included, List<Ancestor> segment) {
    for (int i = 0; i < segment.size(); i++) {
      if (segment.get(i).paraHeadHash().filter(included::equals).isPresent()) {
        return segment.size() - 1 - i;
      }
    }
    return segment.size();
  }

  /** How many blocks wait behind an included one, as far as the last block knew. */
  public int waitingBehind(Hash256 included) {
    return after(included, unincludedSegment.get());
  }

  private void upgrade(RelayState relay, int relayBlock) {
    Optional<UpgradeGoAhead> signal = relay.upgradeGoAhead();
    upgradeRestriction.set(relay.upgradeRestricted());
    upgradeGoAhead.set(signal);
    // A block that is not included yet may have acted on the signal: it stands until it is.
    if (signal.isEmpty() || waiting().consumedGoAheadSignal().isPresent()) {
      return;
    }
    if (!pendingValidationCode.exists()) {
      throw new InvalidBlock("the relay chain signals an upgrade, but none is pending");
    }
    Bytes code = pendingValidationCode.take().orElseThrow();
    if (signal.get() == UpgradeGoAhead.GO_AHEAD) {
      system.updateCode(code);
      system.deposit(new Event.ValidationFunctionApplied(relayBlock));
    } else {
      system.deposit(new Event.ValidationFunctionDiscarded());
    }
  }

  private Hash256 extend(Hash256 head, int sentAt, Bytes message) {
    byte[] hash = system.host().blake2b256(message.unsafeArray());
    return Hash256.of(
        system
            .host()
            .blake2b256(
                new ScaleWriter(68).raw(head.unsafeArray()).u32(sentAt).raw(hash).toArray()));
  }

  private void receiveDownward(Hash256 expected, List<InboundDownwardMessage> messages) {
    Hash256 head = lastDmqMqcHead.get();
    if (!messages.isEmpty()) {
      system.deposit(new Event.DownwardMessagesReceived(messages.size()));
      for (InboundDownwardMessage message : messages) {
        head = extend(head, message.sentAt(), message.msg());
      }
      downward.handle(messages);
      lastDmqMqcHead.set(head);
      system.deposit(new Event.DownwardMessagesProcessed(Weight.ZERO, head));
    }
    if (!head.equals(expected)) {
      throw new InvalidBlock(
          "expected the downward messages to end in " + expected + ", found " + head);
    }
    processedDownwardMessages.set(messages.size());
  }

  private void receiveHorizontal(
      List<Map.Entry<Integer, AbridgedHrmpChannel>> channels,
      SortedMap<Integer, List<InboundHrmpMessage>> messages,
      int relayParentNumber) {
    TreeMap<Integer, Hash256> known = new TreeMap<>(lastHrmpMqcHeads.get());
    TreeMap<Integer, Hash256> heads = new TreeMap<>();
    for (Map.Entry<Integer, AbridgedHrmpChannel> channel : channels) {
      int sender = channel.getKey();
      Hash256 head = known.getOrDefault(sender, Hash256.ZERO);
      for (InboundHrmpMessage message : messages.getOrDefault(sender, List.of())) {
        head = extend(head, message.sentAt(), message.data());
        horizontal.handle(sender, message.sentAt(), message.data());
      }
      Hash256 expected = channel.getValue().mqcHead().orElse(Hash256.ZERO);
      if (!head.equals(expected)) {
        throw new InvalidBlock(
            "expected the messages of parachain "
                + sender
                + " to end in "
                + expected
                + ", found "
                + head);
      }
      heads.put(sender, head);
    }
    for (int sender : messages.keySet()) {
      if (!heads.containsKey(sender)) {
        throw new InvalidBlock("expected no messages of " + sender + ": there is no channel");
      }
    }
    lastHrmpMqcHeads.set(heads);
    hrmpWatermark.set(relayParentNumber);
  }

  @Override
  public void onFinalize(int number) {
    Optional<MessagingState> messaging = relevantMessagingState.find();
    Optional<AbridgedHostConfiguration> configuration = hostConfiguration.find();
    if (!validationData.exists() || messaging.isEmpty() || configuration.isEmpty()) {
      throw new InvalidBlock("expected the validation data in the block, found none");
    }
    MessagingState left = waiting().left(messaging.get());
    sendUpward(left, configuration.get());
    hrmpOutboundMessages.set(
        outbound.take(left.egress(), configuration.get().hrmpMaxMessageNumPerCandidate()));
    extendSegment(messaging.get());
    selectCore();
  }

  /** The block in progress waits from now on, too. */
  private void extendSegment(MessagingState relay) {
    SegmentTracker before = waiting();
    Ancestor block =
        new Ancestor(
            UsedBandwidth.of(upwardMessages.get(), hrmpOutboundMessages.get()),
            Optional.empty(),
            before.consumedGoAheadSignal().isPresent() ? Optional.empty() : upgradeGoAhead.get());
    aggregatedUnincludedSegment.set(before.with(block, hrmpWatermark.get(), relay));
    List<Ancestor> longer = new ArrayList<>(unincludedSegment.get());
    longer.add(block);
    unincludedSegment.set(longer);
  }

  /** Tells the relay chain for which core the block's author has made it. */
  private void selectCore() {
    Optional<CoreInfo> core = CoreInfo.of(system.digest.get());
    if (core.isPresent()) {
      List<Bytes> messages = new ArrayList<>(upwardMessages.get());
      messages.add(Bytes.EMPTY);
      messages.add(
          new UmpSignal.SelectCore(core.get().selector(), core.get().claimQueueOffset()).encoded());
      upwardMessages.set(messages);
    }
  }

  private void sendUpward(MessagingState messaging, AbridgedHostConfiguration limits) {
    List<Bytes> pending = pendingUpwardMessages.get();
    int count = Math.min(messaging.remainingCount(), limits.maxUpwardMessageNumPerCandidate());
    int size = messaging.remainingSize();
    int fits = 0;
    while (fits < pending.size() && fits < count && pending.get(fits).size() <= size) {
      size -= pending.get(fits).size();
      fits++;
    }
    upwardMessages.set(pending.subList(0, fits));
    if (fits == pending.size()) {
      pendingUpwardMessages.clear();
    } else {
      pendingUpwardMessages.set(pending.subList(fits, pending.size()));
    }
  }

  /** Queues a message for the relay chain and gives its hash. */
  public Hash256 sendUpwardMessage(Bytes message) {
    List<Bytes> pending = new ArrayList<>(pendingUpwardMessages.get());
    pending.add(message);
    pendingUpwardMessages.set(pending);
    Hash256 hash = Hash256.of(system.host().blake2b256(message.unsafeArray()));
    system.deposit(new Event.UpwardMessageSent(Optional.of(hash.bytes())));
    return hash;
  }

  /** Announces new code to the relay chain; it applies when the relay chain says so. */
  public void scheduleCodeUpgrade(Bytes code) throws DispatchFailure {
    ensure(validationData.exists(), Error.VALIDATION_DATA_NOT_AVAILABLE);
    ensure(!pendingValidationCode.exists(), Error.OVERLAPPING_UPGRADES);
    ensure(!upgradeRestriction.get(), Error.PROHIBITED_BY_POLKADOT);
    AbridgedHostConfiguration limits =
        hostConfiguration
            .find()
            .orElseThrow(() -> DispatchFailure.of(Error.HOST_CONFIGURATION_NOT_AVAILABLE));
    ensure(code.size() <= limits.maxCodeSize(), Error.TOO_BIG);
    pendingValidationCode.set(code);
    newValidationCode.set(code);
    system.deposit(new Event.ValidationFunctionStored());
  }

  @Override
  public CollationInfo collectCollationInfo(Header header) {
    return new CollationInfo(
        upwardMessages.get(),
        hrmpOutboundMessages.get(),
        newValidationCode.find(),
        processedDownwardMessages.get(),
        hrmpWatermark.get(),
        HeaderCodec.CODEC.encodeToBytes(header));
  }

  // Inherent

  @Override
  public Optional<Call> createInherent(InherentData data) {
    return data.find(ParachainInherentData.IDENTIFIER, ParachainInherentDataCodec.CODEC)
        .map(this::withoutOldMessages)
        .map(ParachainSystemCall.SetValidationData::new);
  }

  /**
   * Without the messages that blocks have processed which are not included yet: the relay chain
   * still holds them. Every block takes in all up to its relay parent.
   */
  private ParachainInherentData withoutOldMessages(ParachainInherentData data) {
    int last = lastRelayChainBlockNumber.get();
    List<InboundDownwardMessage> downward = new ArrayList<>();
    for (InboundDownwardMessage message : data.downwardMessages()) {
      if (message.sentAt() > last) {
        downward.add(message);
      }
    }
    TreeMap<Integer, List<InboundHrmpMessage>> horizontal = new TreeMap<>();
    for (Map.Entry<Integer, List<InboundHrmpMessage>> sent : data.horizontalMessages().entrySet()) {
      List<InboundHrmpMessage> fresh = new ArrayList<>();
      for (InboundHrmpMessage message : sent.getValue()) {
        if (message.sentAt() > last) {
          fresh.add(message);
        }
      }
      if (!fresh.isEmpty()) {
        horizontal.put(sent.getKey(), fresh);
      }
    }
    return new ParachainInherentData(
        data.validationData(), data.relayChainState(), downward, horizontal);
  }

  @Override
  public boolean isInherent(Call call) {
    return call instanceof ParachainSystemCall.SetValidationData;
  }

  @Override
  public boolean required() {
    return true;
  }
}
