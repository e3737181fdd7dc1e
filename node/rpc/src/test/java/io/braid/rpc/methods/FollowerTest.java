package io.braid.rpc.methods;

import static org.assertj.core.api.Assertions.assertThat;

import io.braid.rpc.TestRelay;
import io.braid.rpc.protocol.Answer;
import io.braid.rpc.protocol.FollowLimits;
import io.braid.rpc.protocol.RpcLimits;
import io.braid.rpc.protocol.Session;
import io.braid.rpc.protocol.Subscription;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A follower whose client takes nothing until the test lets it. */
class FollowerTest {
  private static final int MAX_WAITING = 3;

  private final Deque<Runnable> turns = new ArrayDeque<>();
  private final List<String> sent = new ArrayList<>();
  private final List<String> unsubscribed = new ArrayList<>();
  private final Subscription subscription =
      new Subscription(
          "7", "event", message -> sent.add(new String(message, StandardCharsets.UTF_8)));
  private TestRelay relay;
  private Follower follower;

  @BeforeEach
  void start() throws Exception {
    relay = TestRelay.still(RpcLimits.DEFAULT);
    Session session =
        new Session() {
          @Override
          public boolean trusted() {
            return false;
          }

          @Override
          public Answer subscribe(String event, Consumer<Subscription> attach) {
            throw new AssertionError("expected no further subscription");
          }

          @Override
          public void later(Runnable task) {
            turns.add(task);
          }

          @Override
          public boolean unsubscribe(String id) {
            return unsubscribed.add(id);
          }
        };
    FollowLimits limits = new FollowLimits(2, 8, 16, MAX_WAITING, 4, 8, 1 << 20);
    follower = new Follower(relay.chain(), session, subscription, false, limits);
    subscription.activate();
  }

  @AfterEach
  void stop() {
    relay.close();
  }

  private void best(int times) {
    for (int i = 0; i < times; i++) {
      follower.onBest(relay.chain().genesis());
    }
  }

  @Test
  void newsWaitForTheClientsTurn() {
    follower.begin(Heads.of(relay.chain()));
    best(MAX_WAITING - 1);
    assertThat(sent).isEmpty();
    assertThat(turns).hasSize(1);

    turns.remove().run();

    assertThat(sent).hasSize(2 + MAX_WAITING - 1);
    assertThat(sent.getFirst()).contains("\"initialized\"");
    assertThat(unsubscribed).isEmpty();
  }

  @Test
  void whoDoesNotKeepUpIsStoppedAndToldNothingElse() {
    follower.begin(Heads.of(relay.chain()));
    turns.remove().run();
    sent.clear();
    best(1_000);
    turns.remove().run();

    assertThat(sent).hasSize(1);
    assertThat(sent.getFirst()).contains("{\"event\":\"stop\"}");
    assertThat(follower.isStopped()).isTrue();
    assertThat(unsubscribed).containsExactly("7");
    best(1);
    turns.forEach(Runnable::run);
    assertThat(sent).hasSize(1);
  }

  @Test
  void whoMissedNewsOfTheChainIsStopped() {
    follower.begin(Heads.of(relay.chain()));
    follower.onGap();
    turns.forEach(Runnable::run);

    assertThat(sent).hasSize(1);
    assertThat(sent.getFirst()).contains("{\"event\":\"stop\"}");
  }
}
