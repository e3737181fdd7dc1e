package io.braid.parachains.approval;

import io.braid.consensus.chain.BlockRef;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.parachains.CandidateReceipt;

/** Hears what approval comes to. */
public interface ApprovalObserver {
  ApprovalObserver NONE = new ApprovalObserver() {};

  /**
   * A block that was imported includes a candidate.
   *
   * @param parent of the block
   * @param session of the block
   * @param group that backed the candidate
   */
  default void onIncluded(
      BlockRef block, Hash256 parent, int session, CandidateReceipt candidate, int group) {}

  /** A block's last candidate was approved. */
  default void onApproved(Hash256 block) {}

  /** This node has found that an included candidate is not valid. */
  default void onInvalid(CandidateReceipt candidate, String reason) {}
}
