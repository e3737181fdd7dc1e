package io.braid.runtime.api.parachains;

import io.braid.primitives.Bytes;
import io.braid.scale.Scale;
import io.braid.scale.Unnamed;

/** What happened to a candidate in a block. {@code core} and {@code group} are indices. */
@Scale(path = "polkadot_primitives::vstaging::CandidateEvent")
public sealed interface CandidateEvent {
  @Unnamed
  record CandidateBacked(CandidateReceipt receipt, Bytes head, int core, int group)
      implements CandidateEvent {}

  @Unnamed
  record CandidateIncluded(CandidateReceipt receipt, Bytes head, int core, int group)
      implements CandidateEvent {}

  @Unnamed
  record CandidateTimedOut(CandidateReceipt receipt, Bytes head, int core)
      implements CandidateEvent {}
}
