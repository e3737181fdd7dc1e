package io.braid.consensus.beefy;

import io.braid.runtime.api.beefy.DoubleVotingProof;

/** Hears what a voter notices, on the node's thread. */
@FunctionalInterface
public interface BeefyListener {
  /** A validator signed two commitments at one block. */
  void onDoubleVoting(DoubleVotingProof proof);
}
