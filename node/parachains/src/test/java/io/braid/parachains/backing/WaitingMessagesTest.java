package io.braid.parachains.backing;

import static org.assertj.core.api.Assertions.assertThat;

import io.braid.parachains.candidate.Candidates;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import org.junit.jupiter.api.Test;

class WaitingMessagesTest {
  private final WaitingMessages waiting = new WaitingMessages();

  private static Hash256 what(int number) {
    return Candidates.hash(Bytes.utf8("block " + number));
  }

  @Test
  void whatWaitsIsTakenOnce() {
    waiting.add(what(1), 10, () -> {});
    waiting.add(what(1), 10, () -> {});

    assertThat(waiting.take(what(1))).hasSize(2);
    assertThat(waiting.take(what(1))).isEmpty();
    assertThat(waiting.count()).isZero();
  }

  @Test
  void theirNumberIsBounded() {
    for (int i = 0; i < 3 * WaitingMessages.MAX; i++) {
      waiting.add(what(i), 1, () -> {});
    }
    assertThat(waiting.count()).isEqualTo(WaitingMessages.MAX);
    assertThat(waiting.take(what(0))).isEmpty();
    assertThat(waiting.take(what(3 * WaitingMessages.MAX - 1))).hasSize(1);
  }

  @Test
  void theirBytesAreBounded() {
    for (int i = 0; i < 9; i++) {
      waiting.add(what(i), WaitingMessages.MAX_BYTES / 4, () -> {});
    }
    assertThat(waiting.count()).isEqualTo(4);
  }
}
