package io.braid.pallets.parachains.inherents;

import static org.assertj.core.api.Assertions.assertThat;

import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.parachains.DisputeStatement;
import io.braid.runtime.api.parachains.DisputeStatementSet;
import java.util.Collections;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DisputeBudgetTest {
  /** 36 bytes of candidate and session, 1 of a length, 70 for every vote. */
  private static DisputeStatementSet votes(int count) {
    return new DisputeStatementSet(
        Hash256.ZERO,
        1,
        Collections.nCopies(
            count,
            new DisputeStatementSet.Statement(
                new DisputeStatement.Invalid(DisputeStatement.InvalidKind.EXPLICIT),
                3,
                Bytes.wrap(new byte[64]))));
  }

  @Test
  void everyVoteTakesItsTime() {
    DisputeBudget budget = new DisputeBudget(DisputeBudget.SET + 2 * DisputeBudget.VOTE, 10_000);

    assertThat(budget.without(votes(2))).contains(new DisputeBudget(0, 10_000 - 177));
    assertThat(budget.without(votes(3))).isEmpty();
  }

  @Test
  void everyVoteTakesItsRoom() {
    assertThat(new DisputeBudget(1L << 40, 177).without(votes(2)).map(DisputeBudget::sizeBytes))
        .contains(0L);
    assertThat(new DisputeBudget(1L << 40, 176).without(votes(2))).isEqualTo(Optional.empty());
  }
}
