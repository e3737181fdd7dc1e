package io.braid.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.braid.consensus.ports.PeerId;
import io.braid.consensus.warp.WarpOutcome;
import io.braid.network.LibP2pNetwork;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/** Relay-chain validators that know each other only by their sockets. */
class RelayOverSocketsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @Test
  void threeValidatorsFinaliseBlocksOverLoopback() throws Exception {
    try (RelayValidators validators = new RelayValidators(3)) {
      await()
          .atMost(PATIENCE)
          .until(() -> validators.finalised(0) >= 5 && validators.finalised(2) >= 5);
      assertThat(validators.networks.getFirst().describe(new PeerId("any"))).hasSize(2);
      assertThat(validators.bugs).isEmpty();
    }
  }

  @Test
  void aFreshNodeJumpsToTheHeadOverLoopbackAndFollows() throws Exception {
    try (RelayValidators validators = new RelayValidators(2)) {
      await().atMost(PATIENCE).until(() -> validators.finalised(0) >= 30);
      Queue<WarpOutcome> outcomes = new ConcurrentLinkedQueue<>();
      RelayNode late = validators.join(20, outcomes::add);
      await().atMost(PATIENCE).until(() -> validators.finalised(2) >= 35);

      assertThat(outcomes).singleElement().isInstanceOf(WarpOutcome.Jumped.class);
      assertThat(late.chain().hashAt(1)).as("the gap stays unknown").isEmpty();
      assertThat(validators.bugs).isEmpty();
    }
  }

  /**
   * Each dials one peer of its own choice, and knows no other than the node before it: a chain of
   * connections. All others are found by the records that authorities publish.
   */
  @Test
  void validatorsThatKnowOneNodeEachFindAllOthers() throws Exception {
    try (RelayValidators validators = RelayValidators.inARow(4)) {
      for (int i = 0; i < 4; i++) {
        LibP2pNetwork network = validators.networks.get(i);
        await()
            .alias(RelayValidators.NAMES.get(i))
            .atMost(PATIENCE)
            .until(() -> network.describe(new PeerId("any")).size() == 3);
      }
      int before = validators.finalised(3);
      await().atMost(PATIENCE).until(() -> validators.finalised(3) >= before + 3);
      assertThat(validators.bugs).isEmpty();
    }
  }
}
