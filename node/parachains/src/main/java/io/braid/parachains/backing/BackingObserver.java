package io.braid.parachains.backing;

import io.braid.primitives.Hash256;
import io.braid.runtime.api.parachains.CandidateDescriptor;

/** Hears what becomes of candidates at this validator, on the node's thread: for figures. */
public interface BackingObserver {
  BackingObserver NONE = new BackingObserver() {};

  default void onSeconded(int paraId, Hash256 candidate) {}

  /** This validator signed a statement, whether it seconds a candidate or finds it valid. */
  default void onSigned() {}

  /** Votes enough are here, this validator's or others'. */
  default void onBacked(int paraId, Hash256 candidate) {}

  default void onRefused(CandidateDescriptor candidate, CollationRefusal reason) {}

  /** A validator made two conflicting statements. */
  default void onEquivocation(Hash256 relayParent, int validatorIndex) {}
}
