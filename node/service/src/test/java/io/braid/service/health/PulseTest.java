package io.braid.service.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.braid.rpc.node.Health;
import io.braid.rpc.node.PeerView;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PulseTest {
  private static final Duration PATIENCE = Duration.ofMillis(200);

  /** What waits for the node's thread, which stands still. */
  private final Deque<Runnable> waiting = new ArrayDeque<>();

  private int asked;
  private final Pulse<Integer> pulse = new Pulse<>(waiting::add, () -> ++asked, PATIENCE);

  private void turn() {
    while (!waiting.isEmpty()) {
      waiting.remove().run();
    }
  }

  @Test
  void howeverManyAskOneQuestionIsUnderWay() {
    CompletableFuture<Optional<Integer>> first = pulse.take();
    CompletableFuture<Optional<Integer>> second = pulse.take();
    assertThat(waiting).hasSize(1);
    turn();

    assertThat(first.join()).contains(1);
    assertThat(second.join()).contains(1);
  }

  @Test
  void anAnswerIsNeverAnOldOne() {
    CompletableFuture<Optional<Integer>> first = pulse.take();
    turn();
    CompletableFuture<Optional<Integer>> second = pulse.take();
    turn();

    assertThat(first.join()).contains(1);
    assertThat(second.join()).contains(2);
  }

  @Test
  void aNodeThatStandsStillIsWaitedForOnceAndThenNotAtAll() throws Exception {
    assertThat(pulse.take().get(10, TimeUnit.SECONDS)).isEmpty();

    assertThat(pulse.take()).isCompletedWithValue(Optional.empty());
    assertThat(waiting).as("nothing piles up for it").hasSize(1);
    turn();
    CompletableFuture<Optional<Integer>> later = pulse.take();
    turn();
    assertThat(later.join()).contains(2);
  }

  @Test
  void aQuestionThatFailsHasNoAnswerAndHarmsNobody() {
    Pulse<Integer> broken =
        new Pulse<>(
            Runnable::run,
            () -> {
              throw new IllegalStateException("broken");
            },
            PATIENCE);

    assertThat(broken.take().join()).isEmpty();
  }

  @Test
  void aNodeThatDoesNotAnswerIsNotSound() {
    Health health =
        new NodeHealth(
                new Pulse<>(waiting::add, List::of, PATIENCE), HealthRules.DEFAULT, PeerView.NONE)
            .check()
            .join();

    assertThat(health.isSound()).isFalse();
    assertThat(health.findings().getFirst().words()).contains("did not answer");
  }
}
