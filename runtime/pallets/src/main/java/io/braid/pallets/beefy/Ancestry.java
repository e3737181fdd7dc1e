package io.braid.pallets.beefy;

import io.braid.runtime.api.beefy.ForkVotingProof;

/** Judges whether a vote was for another chain than this. */
@FunctionalInterface
public interface Ancestry {
  /** Whether the proof holds, and proves that the vote's commitment is not to this chain. */
  boolean provesFork(ForkVotingProof proof);
}
