package io.braid.parachains.approval;

import io.braid.primitives.Bits;
import java.util.List;
import java.util.Optional;

/**
 * How far {@link RequiredTranches} has counted.
 *
 * @param depth 0 while assignments are gathered, then the round of covering no-shows
 * @param covered no-shows that later tranches stand for
 * @param covering assignments still missing at depth 0, else no-shows of the round before without a
 *     cover
 * @param uncovered no-shows of this round
 */
record TrancheCount(
    RequiredTranches.Timing timing,
    int assignments,
    int depth,
    int covered,
    int covering,
    int uncovered,
    Optional<Long> nextNoShow,
    Optional<Long> lastAssignment) {
  static TrancheCount begin(RequiredTranches.Timing timing) {
    return new TrancheCount(
        timing, 0, 0, 0, timing.neededApprovals(), 0, Optional.empty(), Optional.empty());
  }

  /** The clock is put back by this much: later rounds begin when earlier ones have failed. */
  long clockDrift() {
    return depth * timing.noShowTicks();
  }

  /** With one tranche more. */
  TrancheCount with(List<AssignmentTable.Assigned> tranche, Bits approvals, long driftedNow) {
    int noShows = 0;
    Optional<Long> next = nextNoShow;
    Optional<Long> last = lastAssignment;
    for (AssignmentTable.Assigned each : tranche) {
      last = Optional.of(Math.max(last.orElse(0L), each.tick()));
      if (!approvals.get(each.validator())) {
        long since = Math.max(each.tick(), timing.blockTick());
        long noShowAt = Math.max(0, since - clockDrift()) + timing.noShowTicks();
        if (noShowAt <= driftedNow) {
          noShows++;
        } else {
          next = Optional.of(Math.min(next.orElse(Long.MAX_VALUE), noShowAt + clockDrift()));
        }
      }
    }
    return advance(tranche.size(), noShows, next, last);
  }

  private TrancheCount advance(int fresh, int noShows, Optional<Long> next, Optional<Long> last) {
    // A tranche covers one no-show, however many are in it.
    int progress = depth == 0 ? fresh : Math.min(fresh, 1);
    int stillCovering = Math.max(0, covering - progress);
    int stillUncovered = uncovered + noShows;
    boolean deeper = stillCovering == 0 && stillUncovered > 0;
    return new TrancheCount(
        timing,
        assignments + fresh,
        deeper ? depth + 1 : depth,
        depth == 0 ? 0 : covered + progress,
        deeper ? stillUncovered : stillCovering,
        deeper ? 0 : stillUncovered,
        next,
        last);
  }

  /** What is required, when tranches up to {@code tranche} were looked at. */
  RequiredTranches outcome(int tranche, int validators) {
    int missing = (depth == 0 ? 0 : covering) + uncovered;
    if (depth != 0 && assignments + missing >= validators) {
      return new RequiredTranches.All();
    }
    if (assignments >= timing.neededApprovals() && missing == 0) {
      return new RequiredTranches.Exact(tranche, covered, nextNoShow, lastAssignment);
    }
    int broadcast = depth == 0 ? RequiredTranches.ANY_TRANCHE : tranche + missing;
    return new RequiredTranches.Pending(tranche, nextNoShow, broadcast, clockDrift());
  }
}
