package io.braid.rpc.methods;

import static org.assertj.core.api.Assertions.assertThat;

import io.braid.consensus.chain.BlockRef;
import io.braid.primitives.Hash256;
import io.braid.rpc.protocol.Subscription;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChainFeedTest {
  private static final int MAX_QUEUED = 2;

  private final Deque<Runnable> notifier = new ArrayDeque<>();
  private final ChainFeed feed =
      new ChainFeed(new Heads(0, block(0), block(0), List.of()), notifier::add, MAX_QUEUED);
  private final Subscription subscription = new Subscription("1", "event", message -> {});
  private final List<String> heard = new ArrayList<>();

  private final ChainFeed.Listener listener =
      new ChainFeed.Listener() {
        @Override
        public void begin(Heads heads) {
          heard.add("begin " + heads.best().number());
        }

        @Override
        public void onBest(BlockRef best) {
          heard.add("best " + best.number());
        }

        @Override
        public void onFinalised(List<BlockRef> blocks, List<BlockRef> discarded) {
          heard.add("finalised " + blocks.getLast().number());
        }

        @Override
        public void onGap() {
          heard.add("gap");
        }
      };

  private static BlockRef block(int number) {
    byte[] hash = new byte[Hash256.SIZE];
    hash[0] = (byte) number;
    return new BlockRef(number, Hash256.of(hash));
  }

  private void best(int number) {
    feed.onBestChanged(block(number), List.of(), List.of(block(number)));
  }

  private void run() {
    while (!notifier.isEmpty()) {
      notifier.remove().run();
    }
  }

  @Test
  void aSubscriberBeginsWhereTheNewsBeforeItEnded() {
    best(1);
    feed.tell(subscription, listener);
    best(2);
    run();

    assertThat(heard).containsExactly("begin 1", "best 2");
  }

  @Test
  void whoLagsMissesSomeNewsAndThenHearsWhereTheChainStands() {
    feed.tell(subscription, listener);
    for (int number = 1; number <= 5; number++) {
      best(number);
    }
    feed.onFinalised(List.of(block(4)), List.of());

    assertThat(notifier).hasSize(1 + MAX_QUEUED);
    run();
    assertThat(heard)
        .containsExactly("begin 0", "best 1", "best 2", "gap", "best 5", "finalised 4");
  }

  @Test
  void aSubscriptionThatEndedHearsNothing() {
    feed.tell(subscription, listener);
    run();
    subscription.close();
    best(1);
    run();

    assertThat(heard).containsExactly("begin 0");
  }
}
