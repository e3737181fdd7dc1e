package io.braid.pallets.parachains.configuration;

import io.braid.primitives.Bits;
import io.braid.primitives.U128;
import io.braid.runtime.api.parachains.ApprovalVotingParams;
import io.braid.runtime.api.parachains.AsyncBackingParams;
import io.braid.runtime.api.parachains.ExecutorParam;
import io.braid.scale.Scale;
import java.util.List;
import java.util.Optional;

/**
 * The host configuration. Sizes are in bytes, delays and periods in relay blocks unless named
 * otherwise. Parachains read the first ten fields by proof, so their order is fixed.
 */
@Scale(path = "polkadot_runtime_parachains::configuration::HostConfiguration")
public record HostConfiguration(
    int maxCodeSize,
    int maxHeadDataSize,
    int maxUpwardQueueCount,
    int maxUpwardQueueSize,
    int maxUpwardMessageSize,
    int maxUpwardMessageNumPerCandidate,
    int hrmpMaxMessageNumPerCandidate,
    int validationUpgradeCooldown,
    int validationUpgradeDelay,
    AsyncBackingParams asyncBackingParams,
    int maxPovSize,
    int maxDownwardMessageSize,
    int hrmpMaxParachainOutboundChannels,
    U128 hrmpSenderDeposit,
    U128 hrmpRecipientDeposit,
    int hrmpChannelMaxCapacity,
    int hrmpChannelMaxTotalSize,
    int hrmpMaxParachainInboundChannels,
    int hrmpChannelMaxMessageSize,
    List<ExecutorParam> executorParams,
    int codeRetentionPeriod,
    Optional<Integer> maxValidators,
    int disputePeriod,
    int disputePostConclusionAcceptancePeriod,
    int noShowSlots,
    int nDelayTranches,
    int zerothDelayTrancheWidth,
    int neededApprovals,
    int relayVrfModuloSamples,
    int pvfVotingTtl,
    int minimumValidationUpgradeDelay,
    int minimumBackingVotes,
    Bits nodeFeatures,
    ApprovalVotingParams approvalVotingParams,
    SchedulerParams schedulerParams) {
  /**
   * Assignments of version 2 (0), several cores for a parachain (1), descriptors that name them
   * (3).
   */
  private static final Bits DEVELOPMENT_FEATURES =
      Bits.zeros(4).with(0, true).with(1, true).with(3, true);

  /** A small network's configuration: groups of two, four blocks for availability. */
  public static HostConfiguration development(int cores) {
    return new HostConfiguration(
        3 * 1024 * 1024,
        32 * 1024,
        8,
        1024 * 1024,
        50 * 1024,
        5,
        5,
        5,
        5,
        new AsyncBackingParams(0, 3),
        5 * 1024 * 1024,
        1024 * 1024,
        4,
        U128.ZERO,
        U128.ZERO,
        8,
        8 * 1024,
        4,
        1024 * 1024,
        List.of(),
        1200,
        Optional.empty(),
        6,
        100,
        2,
        25,
        0,
        1,
        2,
        5,
        5,
        2,
        DEVELOPMENT_FEATURES,
        new ApprovalVotingParams(1),
        new SchedulerParams(
            20,
            4,
            Optional.of(2),
            2,
            cores,
            0,
            500,
            io.braid.primitives.Perbill.ofPercent(25),
            io.braid.primitives.Perbill.ofPercent(3),
            U128.of(10_000_000),
            5));
  }
}
