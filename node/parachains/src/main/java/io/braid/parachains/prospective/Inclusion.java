package io.braid.parachains.prospective;

import io.braid.parachains.candidate.Candidates;
import io.braid.parachains.relay.RelayParent;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.parachains.BackingConstraints;
import io.braid.runtime.api.parachains.BackingConstraints.OutboundChannel;
import io.braid.runtime.api.parachains.BackingConstraints.OutboundHrmpChannelLimitations;
import io.braid.runtime.api.parachains.CandidateCommitments;
import io.braid.runtime.api.parachains.OutboundHrmpMessage;
import io.braid.runtime.api.parachains.PersistedValidationData;
import io.braid.runtime.api.parachains.UmpSignals;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the relay chain would say to a candidate, and what it would ask of the next one after it.
 */
final class Inclusion {
  private Inclusion() {}

  /** Why a candidate does not fit the constraints that are in force just before it. */
  static Optional<ProspectRefusal> refusal(
      BackingConstraints limits, RelayParent relayParent, Prospect candidate) {
    PersistedValidationData expected =
        new PersistedValidationData(
            limits.requiredParent(),
            relayParent.number(),
            relayParent.storageRoot(),
            limits.maxPovSize());
    Hash256 code = candidate.receipt().descriptor().validationCodeHash();
    if (!code.equals(limits.validationCodeHash())) {
      return Optional.of(new ProspectRefusal.WrongCode(limits.validationCodeHash(), code));
    }
    if (relayParent.number() < limits.minRelayParentNumber()) {
      return Optional.of(
          new ProspectRefusal.RelayParentMovesBack(
              limits.minRelayParentNumber(), relayParent.number()));
    }
    if (!candidate.data().equals(expected)) {
      return Optional.of(
          new ProspectRefusal.WrongValidationData(
              Candidates.hash(expected), Candidates.hash(candidate.data())));
    }
    CandidateCommitments outputs = candidate.receipt().commitments();
    return sizes(limits, outputs)
        .or(() -> inbound(limits, relayParent, outputs))
        .or(() -> upward(limits, outputs))
        .or(() -> outbound(limits, outputs));
  }

  private static Optional<ProspectRefusal> atMost(String what, long permitted, long found) {
    return found > permitted
        ? Optional.of(new ProspectRefusal.TooMuch(what, permitted, found))
        : Optional.empty();
  }

  private static Optional<ProspectRefusal> sizes(
      BackingConstraints limits, CandidateCommitments outputs) {
    if (outputs.newValidationCode().isPresent() && limits.upgradeRestriction().isPresent()) {
      return Optional.of(new ProspectRefusal.UpgradeRestricted());
    }
    return atMost("a head's bytes", limits.maxHeadDataSize(), outputs.headData().size())
        .or(() ->
            atMost(
                "new code's bytes",
                limits.maxCodeSize(),
                outputs.newValidationCode().map(Bytes::size).orElse(0)));
  }

  private static Optional<ProspectRefusal> inbound(
      BackingConstraints limits, RelayParent relayParent, CandidateCommitments outputs) {
    List<Integer> waiting = limits.dmpRemainingMessages();
    if (outputs.processedDownwardMessages() == 0
        && !waiting.isEmpty()
        && waiting.getFirst() <= relayParent.number()) {
      return Optional.of(new ProspectRefusal.IgnoresDownwardMessages());
    }
    int watermark = outputs.hrmpWatermark();
    if (watermark != relayParent.number()
        && !limits.hrmpInbound().validWatermarks().contains(watermark)) {
      return Optional.of(new ProspectRefusal.Watermark(watermark));
    }
    return atMost(
        "a number of processed downward messages",
        waiting.size(),
        outputs.processedDownwardMessages());
  }

  private static List<Bytes> messages(CandidateCommitments outputs) {
    return UmpSignals.of(outputs.upwardMessages()).messages();
  }

  private static int bytes(List<Bytes> messages) {
    return messages.stream().mapToInt(Bytes::size).sum();
  }

  private static Optional<ProspectRefusal> upward(
      BackingConstraints limits, CandidateCommitments outputs) {
    List<Bytes> sent = messages(outputs);
    return atMost(
            "a number of upward messages",
            Math.min(limits.maxUmpNumPerCandidate(), limits.umpRemaining()),
            sent.size())
        .or(() -> atMost("upward messages' bytes", limits.umpRemainingBytes(), bytes(sent)));
  }

  private static Optional<ProspectRefusal> outbound(
      BackingConstraints limits, CandidateCommitments outputs) {
    int last = -1;
    for (OutboundHrmpMessage message : outputs.horizontalMessages()) {
      if (Integer.compareUnsigned(message.recipient(), last) <= 0 && last != -1) {
        return Optional.of(new ProspectRefusal.RecipientsOutOfOrder(message.recipient()));
      }
      last = message.recipient();
      Optional<OutboundHrmpChannelLimitations> channel =
          limits.hrmpChannelsOut().stream()
              .filter(each -> each.recipient() == message.recipient())
              .map(OutboundChannel::limits)
              .findFirst();
      if (channel.isEmpty()) {
        return Optional.of(new ProspectRefusal.NoChannel(message.recipient()));
      }
      String name = "channel to " + message.recipient();
      Optional<ProspectRefusal> full =
          atMost("messages in the " + name, channel.get().messagesRemaining(), 1)
              .or(() ->
                  atMost(
                      "bytes in the " + name,
                      channel.get().bytesRemaining(),
                      message.data().size()));
      if (full.isPresent()) {
        return full;
      }
    }
    return atMost(
        "a number of horizontal messages",
        limits.maxHrmpNumPerCandidate(),
        outputs.horizontalMessages().size());
  }

  /** What is asked of the candidate after one that was not refused. */
  static BackingConstraints after(
      BackingConstraints limits, RelayParent relayParent, Prospect candidate) {
    CandidateCommitments outputs = candidate.receipt().commitments();
    List<Bytes> upward = messages(outputs);
    List<OutboundChannel> channels = new ArrayList<>();
    for (OutboundChannel channel : limits.hrmpChannelsOut()) {
      int sent = 0;
      int size = 0;
      for (OutboundHrmpMessage message : outputs.horizontalMessages()) {
        if (message.recipient() == channel.recipient()) {
          sent++;
          size += message.data().size();
        }
      }
      channels.add(
          new OutboundChannel(
              channel.recipient(),
              new OutboundHrmpChannelLimitations(
                  channel.limits().bytesRemaining() - size,
                  channel.limits().messagesRemaining() - sent)));
    }
    boolean upgraded =
        limits
            .futureValidationCode()
            .filter(future -> relayParent.number() >= future.getKey())
            .isPresent();
    return new BackingConstraints(
        limits.minRelayParentNumber(),
        limits.maxPovSize(),
        limits.maxCodeSize(),
        limits.maxHeadDataSize(),
        limits.umpRemaining() - upward.size(),
        limits.umpRemainingBytes() - bytes(upward),
        limits.maxUmpNumPerCandidate(),
        limits
            .dmpRemainingMessages()
            .subList(
                Math.min(outputs.processedDownwardMessages(), limits.dmpRemainingMessages().size()),
                limits.dmpRemainingMessages().size()),
        new BackingConstraints.InboundHrmpLimitations(
            limits.hrmpInbound().validWatermarks().stream()
                .filter(block -> block >= outputs.hrmpWatermark())
                .toList()),
        channels,
        limits.maxHrmpNumPerCandidate(),
        outputs.headData(),
        upgraded
            ? limits.futureValidationCode().orElseThrow().getValue()
            : limits.validationCodeHash(),
        limits.upgradeRestriction(),
        upgraded ? Optional.empty() : limits.futureValidationCode());
  }
}
