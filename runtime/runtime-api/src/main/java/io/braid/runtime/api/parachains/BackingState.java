package io.braid.runtime.api.parachains;

import io.braid.primitives.Hash256;
import io.braid.scale.Scale;
import java.util.List;

/**
 * How far the backing of a parachain has come.
 *
 * @param pendingAvailability a chain from the last included block on
 */
@Scale(path = "polkadot_primitives::vstaging::async_backing::BackingState")
public record BackingState(BackingConstraintsV7 constraints, List<Pending> pendingAvailability) {
  /** {@link BackingConstraints} as they were before they limited heads. */
  @Scale(path = "polkadot_primitives::v8::async_backing::Constraints")
  public record BackingConstraintsV7(
      int minRelayParentNumber,
      int maxPovSize,
      int maxCodeSize,
      int umpRemaining,
      int umpRemainingBytes,
      int maxUmpNumPerCandidate,
      List<Integer> dmpRemainingMessages,
      BackingConstraints.InboundHrmpLimitations hrmpInbound,
      List<BackingConstraints.OutboundChannel> hrmpChannelsOut,
      int maxHrmpNumPerCandidate,
      io.braid.primitives.Bytes requiredParent,
      Hash256 validationCodeHash,
      java.util.Optional<UpgradeRestriction> upgradeRestriction,
      java.util.Optional<java.util.Map.Entry<Integer, Hash256>> futureValidationCode) {
    static BackingConstraintsV7 of(BackingConstraints c) {
      return new BackingConstraintsV7(
          c.minRelayParentNumber(),
          c.maxPovSize(),
          c.maxCodeSize(),
          c.umpRemaining(),
          c.umpRemainingBytes(),
          c.maxUmpNumPerCandidate(),
          c.dmpRemainingMessages(),
          c.hrmpInbound(),
          c.hrmpChannelsOut(),
          c.maxHrmpNumPerCandidate(),
          c.requiredParent(),
          c.validationCodeHash(),
          c.upgradeRestriction(),
          c.futureValidationCode());
    }
  }

  /** A candidate that waits for availability. */
  @Scale(path = "polkadot_primitives::vstaging::async_backing::CandidatePendingAvailability")
  public record Pending(
      Hash256 candidateHash,
      CandidateDescriptor descriptor,
      CandidateCommitments commitments,
      int relayParentNumber,
      int maxPovSize) {}

  public static BackingState of(BackingConstraints constraints, List<Pending> pending) {
    return new BackingState(BackingConstraintsV7.of(constraints), pending);
  }
}
