package io.braid.parachains.approval;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What {@code rand_chacha} and {@code rand} draw: the values that polkadot-sdk's own test {@code
 * generate_samples_invariant} expects (polkadot/node/core/approval-voting/src/criteria.rs).
 */
class CoreSamplingVectorTest {
  private static final byte[] SEED = {
    1, 0, 52, 0, 0, 0, 0, 0, 1, 0, 10, 0, 22, 32, 0, 0, 2, 0, 55, 49, 0, 11, 0, 0, 3, 0, 0, 0, 0, 0,
    2, 92
  };

  @Test
  void drawsWhatTheRustCratesDraw() {
    assertThat(CoreSampling.draw(SEED, 6, 100)).containsExactly(19, 79, 17, 75, 66, 30);
    assertThat(CoreSampling.draw(SEED, 6, 7)).containsExactly(0, 3, 6, 5, 4, 2);
    assertThat(CoreSampling.draw(SEED, 6, 12)).containsExactly(2, 4, 7, 5, 11, 3);
    assertThat(CoreSampling.draw(SEED, 1, 100)).containsExactly(30);
    assertThat(CoreSampling.draw(SEED, 0, 100)).isEmpty();
  }

  @Test
  void drawsFortyAtMost() {
    assertThat(CoreSampling.draw(SEED, 41, 100))
        .isEqualTo(
            List.of(
                42, 54, 55, 93, 64, 27, 49, 15, 83, 71, 62, 1, 43, 77, 97, 41, 7, 69, 0, 88, 59, 14,
                23, 87, 47, 4, 51, 12, 74, 56, 50, 44, 9, 82, 19, 79, 17, 75, 66, 30));
  }
}
