package io.braid.parachains.approval;

import io.braid.parachains.approval.AssignmentCriteria.LeavingCore;
import java.util.Optional;

/** A candidate as one block includes it. */
final class IncludedCandidate {
  private final CandidateVotes votes;
  private final LeavingCore leaving;
  private final AssignmentTable assignments;

  /** That this node is to check it, sooner or later. */
  Optional<OwnAssignment> own = Optional.empty();

  /** Whether this node's turn has come. */
  boolean triggered;

  boolean approved;

  IncludedCandidate(CandidateVotes votes, LeavingCore leaving) {
    this.votes = votes;
    this.leaving = leaving;
    assignments = new AssignmentTable(votes.approvals().size());
  }

  CandidateVotes votes() {
    return votes;
  }

  LeavingCore leaving() {
    return leaving;
  }

  int core() {
    return leaving.core();
  }

  AssignmentTable assignments() {
    return assignments;
  }
}
