package io.braid.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.braid.consensus.chain.Batch;
import io.braid.consensus.chain.Column;
import io.braid.primitives.Bytes;
import org.junit.jupiter.api.Test;

class SizesTest {
  private static Batch batch(int writes) {
    Batch batch = new Batch();
    for (int i = 0; i < writes; i++) {
      batch.put(Column.AUXILIARY, Bytes.of((byte) i), Bytes.EMPTY);
    }
    return batch;
  }

  @Test
  void whatGrowsBeyondItsBoundIsNamedWithItsSize() {
    assertThat(Sizes.excessive(batch(Sizes.BOUND))).isEmpty();
    assertThat(Sizes.excessive(batch(Sizes.BOUND + 1)))
        .containsExactly("Batch.writes has 1025 elements, more than 1024");
  }
}
