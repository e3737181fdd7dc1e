package io.braid.consensus.authoring;

import java.time.Instant;

/**
 * When to stop taking transactions.
 *
 * @param deadline when time is up; inherents are not subject to it
 * @param maxBodyBytes of all extrinsics in SCALE
 */
public record ProposalLimits(Instant deadline, int maxBodyBytes) {
  /** What nodes use where the runtime's own limit is not lower. */
  public static final int DEFAULT_BODY_BYTES = 4 * 1024 * 1024 + 512;

  public static ProposalLimits until(Instant deadline) {
    return new ProposalLimits(deadline, DEFAULT_BODY_BYTES);
  }
}
