package io.braid.crypto.hash;

import static io.braid.crypto.Vectors.hex;
import static org.assertj.core.api.Assertions.assertThat;

import io.braid.crypto.Vectors;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Against npm `@polkadot/util-crypto` 14.0.3, for all lengths from 0 to 299 and some longer. */
class HashVectorTest {
  private static final List<UnaryOperator<byte[]>> FUNCTIONS =
      List.of(
          Blake2b::hash128,
          Blake2b::hash256,
          Blake2b::hash512,
          Twox::hash64,
          Twox::hash128,
          Twox::hash256,
          Keccak::hash256,
          Keccak::hash512,
          Sha2::hash256);

  @Test
  void everyHashEqualsTheReference() {
    List<Vectors.Row> rows = Vectors.read("hashes.txt");
    assertThat(rows).hasSize(305);
    for (Vectors.Row row : rows) {
      for (int i = 0; i < FUNCTIONS.size(); i++) {
        assertThat(hex(FUNCTIONS.get(i).apply(row.bytes(0))))
            .as("function %d of %s", i, row.text(0))
            .isEqualTo(row.text(i + 1));
      }
    }
  }

  @Test
  void aSliceIsHashedLikeACopyOfIt() {
    byte[] input = new byte[400];
    for (int i = 0; i < input.length; i++) {
      input[i] = (byte) (i * 31);
    }
    for (int size : new int[] {0, 1, 64, 127, 128, 129, 256, 300}) {
      byte[] copy = Arrays.copyOfRange(input, 17, 17 + size);
      assertThat(Blake2b.hash256(input, 17, size)).isEqualTo(Blake2b.hash256(copy));
    }
  }
}
