package io.braid.parachains.disputes;

import io.braid.primitives.Hash256;
import io.braid.runtime.api.parachains.CandidateReceipt;
import java.util.function.Consumer;

/** Says whether a candidate is valid, always the same of one candidate. */
@FunctionalInterface
public interface DisputeJudge {
  /**
   * Judges.
   *
   * @param block whose state has the candidate's code and its session's validators
   * @param group that backed the candidate; negative when that is not known
   * @param answer gets the verdict at most once, perhaps from within this call; never when this
   *     machine cannot tell
   */
  void judge(Hash256 block, CandidateReceipt candidate, int group, Consumer<Boolean> answer);
}
