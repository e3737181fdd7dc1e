package io.braid.parachains.approval;

import static org.assertj.core.api.Assertions.assertThat;

import io.braid.parachains.approval.RequiredTranches.All;
import io.braid.parachains.approval.RequiredTranches.Exact;
import io.braid.parachains.approval.RequiredTranches.Pending;
import io.braid.parachains.approval.RequiredTranches.Timing;
import io.braid.primitives.Bits;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * The scenarios and numbers of polkadot-sdk's own tests of {@code tranches_to_approve} and {@code
 * check_approval} (polkadot/node/core/approval-voting/src/approval_checking.rs), and a few more.
 */
class RequiredTranchesTest {
  private static final long BLOCK = 20;
  private static final int NO_SHOW = 10;
  private static final Optional<Long> NEVER = Optional.empty();

  private static Bits approvals(int validators, int... who) {
    Bits bits = Bits.zeros(validators);
    for (int each : who) {
      bits = bits.with(each, true);
    }
    return bits;
  }

  private static RequiredTranches required(AssignmentTable table, Bits approvals, int trancheNow) {
    return RequiredTranches.of(table, approvals, new Timing(BLOCK, trancheNow, NO_SHOW, 4));
  }

  private static AssignmentTable table(int validators, long... trancheValidatorTick) {
    AssignmentTable table = new AssignmentTable(validators);
    for (int i = 0; i < trancheValidatorTick.length; i += 3) {
      table.add(
          (int) trancheValidatorTick[i],
          (int) trancheValidatorTick[i + 1],
          trancheValidatorTick[i + 2]);
    }
    return table;
  }

  @Test
  void everybodyWhoIsNeededIsThere() {
    AssignmentTable table = table(5, 0, 0, 20, 0, 1, 20, 1, 2, 21, 1, 3, 21, 2, 4, 22);

    assertThat(required(table, approvals(5, 0, 1, 2, 3, 4), 2))
        .isEqualTo(new Exact(1, 0, NEVER, Optional.of(21L)));
  }

  @Test
  void tooFewAreAssignedAtFirst() {
    AssignmentTable table = table(10, 0, 0, 20, 1, 2, 20);

    assertThat(required(table, approvals(10), 2))
        .isEqualTo(new Pending(2, Optional.of(BLOCK + NO_SHOW), RequiredTranches.ANY_TRANCHE, 0));
  }

  @Test
  void aNoShowBeforeEnoughAreAssignedAsksForNobodyMore() {
    AssignmentTable table = table(10, 0, 0, 20, 0, 1, 20, 1, 2, 20);

    assertThat(required(table, approvals(10, 0, 1), NO_SHOW + 1))
        .isEqualTo(new Pending(11, NEVER, RequiredTranches.ANY_TRANCHE, 0));
  }

  @Test
  void aNoShowAsksForTheNextTranche() {
    AssignmentTable table = table(8, 0, 0, 20, 0, 1, 20, 1, 2, 20, 1, 3, 20);

    assertThat(required(table, approvals(8, 0, 1, 3), NO_SHOW + 1))
        .isEqualTo(new Pending(1, NEVER, 2, NO_SHOW));
    assertThat(required(table, approvals(8, 1, 3), NO_SHOW + 1))
        .isEqualTo(new Pending(1, NEVER, 3, NO_SHOW));
  }

  @Test
  void aNoShowAmongThoseWhoCoverIsCoveredInTurn() {
    long later = BLOCK + NO_SHOW + 2;
    AssignmentTable table =
        table(8, 0, 0, 20, 0, 1, 20, 1, 2, 21, 1, 3, 21, 2, 4, later, 2, 5, later);
    Bits approvals = approvals(8, 0, 1, 3, 5);

    assertThat(required(table, approvals, 1))
        .isEqualTo(new Exact(1, 0, Optional.of(BLOCK + NO_SHOW + 1), Optional.of(BLOCK + 1)));
    assertThat(required(table, approvals, NO_SHOW + 2))
        .isEqualTo(new Exact(2, 1, Optional.of(BLOCK + 2 * NO_SHOW + 2), Optional.of(later)));
    assertThat(required(table, approvals, 2 * NO_SHOW + 2))
        .isEqualTo(new Pending(2, NEVER, 3, 2 * NO_SHOW));
  }

  @Test
  void aTrancheCoversOneNoShowHoweverManyAreInIt() {
    long later = BLOCK + NO_SHOW + 2;
    AssignmentTable table =
        table(8, 0, 0, 20, 0, 1, 20, 1, 2, 21, 1, 3, 21, 2, 4, later, 2, 5, later);

    assertThat(required(table, approvals(8, 0, 1, 3, 4, 5), NO_SHOW + 2))
        .isEqualTo(new Exact(2, 1, NEVER, Optional.of(later)));
    assertThat(required(table, approvals(8, 1, 3, 4, 5), NO_SHOW + 2))
        .isEqualTo(new Pending(2, NEVER, 3, NO_SHOW));

    table.add(3, 6, BLOCK);
    assertThat(required(table, approvals(8, 1, 3, 4, 5, 6), NO_SHOW + 3))
        .isEqualTo(new Exact(3, 2, NEVER, Optional.of(later)));
  }

  @Test
  void allAreNeededWhenNobodyIsLeftToCover() {
    AssignmentTable table = table(5, 0, 0, 20, 0, 1, 20, 0, 2, 20, 0, 3, 20);

    assertThat(required(table, approvals(5, 0, 1, 2), NO_SHOW)).isEqualTo(new All());
  }

  @Test
  void emptyTranchesAreLookedAtUntilTheirTime() {
    assertThat(required(table(3), approvals(3), 1_000_000_000))
        .isEqualTo(new Pending(1_000_000_000, NEVER, RequiredTranches.ANY_TRANCHE, 0));
  }

  @Test
  void onlyAssignmentsUpToTheNeededTrancheMustApprove() {
    AssignmentTable table =
        table(10, 0, 0, 0, 0, 1, 0, 1, 2, 1, 1, 3, 1, 1, 4, 1, 2, 5, 0, 2, 6, 0);
    Bits three = approvals(10, 0, 1, 2);

    assertThat(new Exact(0, 0, NEVER, NEVER).areMet(table, three, BLOCK)).isTrue();
    assertThat(new Exact(1, 0, NEVER, NEVER).areMet(table, three, BLOCK)).isFalse();
    assertThat(new Exact(1, 2, NEVER, NEVER).areMet(table, three, BLOCK)).isTrue();
    assertThat(new Pending(0, NEVER, 0, 0).areMet(table, three, BLOCK)).isFalse();
  }

  @Test
  void anAssignmentMustHaveHadTimeToArriveElsewhere() {
    AssignmentTable table = table(10, 0, 0, 30);
    Exact exact = new Exact(0, 0, NEVER, Optional.of(30L));

    assertThat(exact.areMet(table, approvals(10, 0), 29)).isFalse();
    assertThat(exact.areMet(table, approvals(10, 0), 30)).isTrue();
  }

  @Test
  void moreThanAThirdOfAllIsEnough() {
    AssignmentTable table = table(10, 0, 0, 0, 0, 1, 0, 0, 2, 0, 0, 3, 0, 1, 4, 0);

    assertThat(new All().areMet(table, approvals(10, 0, 1, 2), BLOCK)).isFalse();
    assertThat(new All().areMet(table, approvals(10, 0, 1, 2, 3), BLOCK)).isTrue();
    assertThat(new Pending(5, NEVER, 8, 12).areMet(table, approvals(10, 0, 1, 2, 3), BLOCK))
        .isTrue();
  }

  @Test
  void inATinyNetworkOneDeadValidatorHoldsNobodyUpForEver() {
    // Four validators, two of whom backed; 0 has approved, 1 was assigned and went away.
    AssignmentTable table = table(4, 0, 0, 20, 0, 1, 20);
    Bits one = approvals(4, 0);

    assertThat(RequiredTranches.of(table, one, tiny(2 * NO_SHOW)))
        .as("the rule of larger networks waits")
        .isInstanceOf(Pending.class);
    assertThat(RequiredTranches.isNobodyLeft(table, one, tiny(2 * NO_SHOW - 1), 2)).isFalse();
    assertThat(RequiredTranches.isNobodyLeft(table, one, tiny(2 * NO_SHOW), 2)).isTrue();
    assertThat(RequiredTranches.isNobodyLeft(table, approvals(4), tiny(2 * NO_SHOW), 2)).isFalse();
    assertThat(RequiredTranches.isNobodyLeft(table(4, 0, 0, 20), one, tiny(2 * NO_SHOW), 2))
        .as("1 may still be assigned")
        .isFalse();
    assertThat(RequiredTranches.isNobodyLeft(table, one, tiny(2 * NO_SHOW), 1))
        .as("three could check, more than twice the needed one")
        .isFalse();
  }

  private static Timing tiny(int trancheNow) {
    return new Timing(BLOCK, trancheNow, NO_SHOW, 1);
  }
}
