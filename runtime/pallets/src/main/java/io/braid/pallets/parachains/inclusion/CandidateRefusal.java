package io.braid.pallets.parachains.inclusion;

import io.braid.pallets.parachains.hrmp.OutboundHrmpRefusal;
import io.braid.primitives.Hash256;

/** Why a backed candidate does not enter the block. */
public sealed interface CandidateRefusal {
  /** Validators have found it invalid in a dispute. */
  record DisputedInvalid(Hash256 candidate) implements CandidateRefusal {}

  record UnknownRelayParent() implements CandidateRefusal {}

  record NoCore(int paraId) implements CandidateRefusal {}

  record WrongCore(int expected, int found) implements CandidateRefusal {}

  record CoreOccupied(int core) implements CandidateRefusal {}

  /** It builds on a relay parent before that of the block that it follows. */
  record OldRelayParent(int earliest, int found) implements CandidateRefusal {}

  record UnknownVersion(int version) implements CandidateRefusal {}

  /** Behind its upward messages is what is no signal, or a signal that it may not give. */
  record Signals() implements CandidateRefusal {}

  record WrongSession(int expected, int found) implements CandidateRefusal {}

  record WrongValidationData() implements CandidateRefusal {}

  record WrongCode() implements CandidateRefusal {}

  record WrongHead() implements CandidateRefusal {}

  record HeadTooLarge(int size, int permitted) implements CandidateRefusal {}

  record CodeTooLarge(int size, int permitted) implements CandidateRefusal {}

  record PrematureUpgrade() implements CandidateRefusal {}

  record WrongGroupSize(int expected, int found) implements CandidateRefusal {}

  record TooFewVotes(int needed, int found) implements CandidateRefusal {}

  record BadSignature(int validatorIndex) implements CandidateRefusal {}

  record DownwardMessages(int processed) implements CandidateRefusal {}

  record UpwardMessages(int count) implements CandidateRefusal {}

  record Watermark(int watermark) implements CandidateRefusal {}

  record OutboundMessages(OutboundHrmpRefusal reason) implements CandidateRefusal {}
}
