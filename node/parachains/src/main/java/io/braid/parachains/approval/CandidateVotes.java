package io.braid.parachains.approval;

import io.braid.primitives.Bits;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.parachains.CandidateReceipt;

/** A candidate, and who has approved it, in whatever blocks it is included. */
final class CandidateVotes {
  private final Hash256 hash;
  private final CandidateReceipt receipt;
  private Bits approvals;

  /** Whether this node checks it just now. */
  boolean checking;

  /** How often this node could not tell. */
  int attempts;

  CandidateVotes(Hash256 hash, CandidateReceipt receipt, int validators) {
    this.hash = hash;
    this.receipt = receipt;
    approvals = Bits.zeros(validators);
  }

  Hash256 hash() {
    return hash;
  }

  CandidateReceipt receipt() {
    return receipt;
  }

  /** A bit for each validator of the session. */
  Bits approvals() {
    return approvals;
  }

  boolean hasApproved(int validator) {
    return approvals.get(validator);
  }

  void approve(int validator) {
    approvals = approvals.with(validator, true);
  }
}
