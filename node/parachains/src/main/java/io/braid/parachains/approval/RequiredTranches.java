package io.braid.parachains.approval;

import io.braid.primitives.Bits;
import java.util.Optional;

/**
 * How many tranches of assigned validators a candidate's approval takes, as things stand.
 *
 * <p>First, tranches are counted until there are enough assignments. Whoever of these has not
 * approved in time is a no-show, and must be covered by a later tranche with anybody in it;
 * no-shows among those who cover are covered in turn, with the clock put back by a no-show's time
 * for each such round. Polkadot specification, "Approval voting"; Parity's implementers' guide,
 * "Approval checking".
 */
sealed interface RequiredTranches {
  /** Every tranche whose time has come. */
  int ANY_TRANCHE = Integer.MAX_VALUE;

  /** All validators are needed. */
  record All() implements RequiredTranches {}

  /**
   * More assignments are needed.
   *
   * @param considered the last tranche that was counted
   * @param nextNoShow the tick at which somebody counted will be a no-show
   * @param maximumBroadcast the last tranche whose validators are asked for
   * @param clockDrift ticks by which the clock is put back
   */
  record Pending(int considered, Optional<Long> nextNoShow, int maximumBroadcast, long clockDrift)
      implements RequiredTranches {}

  /**
   * There are enough assignments.
   *
   * @param needed the last tranche that counts
   * @param toleratedMissing how many approvals may be missing, being covered
   * @param nextNoShow as in {@link Pending}
   * @param lastAssignment the tick at which the last assignment that counts came
   */
  record Exact(
      int needed, int toleratedMissing, Optional<Long> nextNoShow, Optional<Long> lastAssignment)
      implements RequiredTranches {}

  /** What time it is for a block, and how patient its session is. */
  record Timing(long blockTick, int trancheNow, long noShowTicks, int neededApprovals) {
    long now() {
      return blockTick + trancheNow;
    }
  }

  /**
   * Counts.
   *
   * @param approvals a bit for each validator
   */
  static RequiredTranches of(AssignmentTable table, Bits approvals, Timing timing) {
    TrancheCount count = TrancheCount.begin(timing);
    int from = 0;
    while (true) {
      long drifted = Math.max(0, timing.now() - count.clockDrift());
      int trancheNow = (int) Math.max(0, drifted - timing.blockTick());
      Optional<Integer> next = from == 0 ? Optional.of(0) : table.nextFrom(from);
      if (next.isEmpty() || next.get() > trancheNow) {
        // Tranches without anybody in them change nothing but how far was looked.
        return count.outcome(Math.max(from - 1, trancheNow), table.validators());
      }
      count = count.with(table.in(next.get()), approvals, drifted);
      RequiredTranches outcome = count.outcome(next.get(), table.validators());
      if (!(outcome instanceof Pending)) {
        return outcome;
      }
      from = next.get() + 1;
    }
  }

  /**
   * Whether a network is so small that nobody is left to cover a no-show: all who did not back the
   * candidate are assigned, enough of them have approved, and the others had twice the time to show
   * up. One dead validator must not hold such a network up for ever. Larger networks, whose
   * validators are more than twice the needed approvals without the backers, wait: there it would
   * take most of them to fail. A deviation of this project.
   *
   * @param backers of the candidate
   */
  static boolean isNobodyLeft(AssignmentTable table, Bits approvals, Timing timing, int backers) {
    int eligible = table.validators() - backers;
    if (eligible > 2 * timing.neededApprovals() || approvals.count() < timing.neededApprovals()) {
      return false;
    }
    int assigned = 0;
    Optional<Integer> tranche = table.nextFrom(0);
    while (tranche.isPresent()) {
      for (AssignmentTable.Assigned each : table.in(tranche.get())) {
        assigned++;
        boolean waiting = timing.now() < each.tick() + 2 * timing.noShowTicks();
        if (!approvals.get(each.validator()) && waiting) {
          return false;
        }
      }
      tranche = table.nextFrom(tranche.get() + 1);
    }
    return assigned >= eligible;
  }

  /**
   * Whether a candidate is approved: by more than a third of all validators, among whom is an
   * honest one; or by all who are needed.
   *
   * @param latest an assignment that came after this tick does not count yet
   */
  default boolean areMet(AssignmentTable table, Bits approvals, long latest) {
    if (3 * approvals.count() > approvals.size()) {
      return true;
    }
    return switch (this) {
      case All all -> false;
      case Pending pending -> false;
      case Exact(int needed, int tolerated, var nextNoShow, var last) -> {
        Bits assigned = table.upTo(needed);
        int missing = 0;
        for (int i = 0; i < assigned.size(); i++) {
          missing += assigned.get(i) && !approvals.get(i) ? 1 : 0;
        }
        yield missing <= tolerated && (last.isEmpty() || last.get() <= latest);
      }
    };
  }
}
