package io.braid.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class NodeLoopTest {
  /** A database closed under a running event once ended the whole process. */
  @Test
  void closingWaitsForTheEventUnderWay() throws Exception {
    NodeLoop loop = new NodeLoop("node", bug -> {});
    CountDownLatch begun = new CountDownLatch(1);
    AtomicBoolean done = new AtomicBoolean();
    loop.execute(() -> {
      begun.countDown();
      sleep(200);
      done.set(true);
    });
    begun.await();
    loop.close();

    assertThat(done).isTrue();
  }

  @Test
  void whatHasNotBegunWhenItIsClosedNeverRuns() throws Exception {
    NodeLoop loop = new NodeLoop("node", bug -> {});
    CountDownLatch begun = new CountDownLatch(1);
    AtomicBoolean ran = new AtomicBoolean();
    loop.execute(() -> {
      begun.countDown();
      sleep(100);
    });
    loop.execute(() -> ran.set(true));
    begun.await();
    loop.close();

    assertThat(ran).isFalse();
  }

  private static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
