package io.braid.runtime.api.parachains;

import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.scale.Scale;
import io.braid.scale.Unnamed;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the next candidate of a parachain must keep to. Sizes are in bytes.
 *
 * @param dmpRemainingMessages the relay blocks in which the waiting downward messages were sent
 * @param requiredParent the head of the last included block
 * @param futureValidationCode the code that will take over, and from which relay parent on
 */
@Scale(path = "polkadot_primitives::vstaging::async_backing::Constraints")
public record BackingConstraints(
    int minRelayParentNumber,
    int maxPovSize,
    int maxCodeSize,
    int maxHeadDataSize,
    int umpRemaining,
    int umpRemainingBytes,
    int maxUmpNumPerCandidate,
    List<Integer> dmpRemainingMessages,
    InboundHrmpLimitations hrmpInbound,
    List<OutboundChannel> hrmpChannelsOut,
    int maxHrmpNumPerCandidate,
    Bytes requiredParent,
    Hash256 validationCodeHash,
    Optional<UpgradeRestriction> upgradeRestriction,
    Optional<Map.Entry<Integer, Hash256>> futureValidationCode) {
  /** The watermarks that are possible, besides the relay parent itself, in ascending order. */
  @Scale(path = "polkadot_primitives::v8::async_backing::InboundHrmpLimitations")
  public record InboundHrmpLimitations(List<Integer> validWatermarks) {}

  /** A channel by its recipient, as a Rust tuple. */
  @Scale
  @Unnamed
  public record OutboundChannel(int recipient, OutboundHrmpChannelLimitations limits) {}

  /** What still fits into a channel. */
  @Scale(path = "polkadot_primitives::v8::async_backing::OutboundHrmpChannelLimitations")
  public record OutboundHrmpChannelLimitations(int bytesRemaining, int messagesRemaining) {}
}
