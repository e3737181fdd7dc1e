package io.braid.parachains.approval;

import static org.assertj.core.api.Assertions.assertThat;

import io.braid.consensus.chain.MemoryDatabase;
import io.braid.primitives.Hash256;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class VerdictsTest {
  private final MemoryDatabase database = new MemoryDatabase();

  private static Hash256 candidate(int number) {
    return Hash256.of(ByteBuffer.allocate(32).putInt(number).array());
  }

  @Test
  void theFirstVerdictStaysAcrossRestarts() {
    assertThat(new Verdicts(database).note(candidate(1), false)).isFalse();

    Verdicts again = new Verdicts(database);
    assertThat(again.of(candidate(1))).contains(false);
    assertThat(again.note(candidate(1), true)).isFalse();
    assertThat(again.of(candidate(2))).isEmpty();
  }

  @Test
  void refusedCandidatesAreRememberedLongest() {
    Verdicts verdicts = new Verdicts(database);
    verdicts.note(candidate(0), false);
    for (int i = 1; i <= Verdicts.REMEMBERED; i++) {
      verdicts.note(candidate(i), true);
    }

    Verdicts again = new Verdicts(database);
    assertThat(again.of(candidate(0))).contains(false);
    assertThat(again.of(candidate(1))).isEmpty();
    assertThat(again.of(candidate(2))).contains(true);
    assertThat(again.of(candidate(Verdicts.REMEMBERED))).contains(true);
  }
}
