package io.braid.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import io.braid.primitives.Bytes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The plain code and the vectors against each other. */
class SymbolCoderPropertyTest {
  private static final long SEED = 256;

  @Test
  void bothMakeTheSameChunksForEveryCount() {
    Random random = new Random(SEED);
    for (int validators = 2; validators <= 1100; validators += 1 + validators / 50) {
      check(validators, bytes(random, 1 + random.nextInt(60_000)), random);
    }
  }

  @Test
  void bothAgreeAroundWholeGroupsOfRows() {
    Random random = new Random(SEED);
    for (int validators : new int[] {2, 5, 7, 100}) {
      int rowBytes = 2 * ErasureCode.forValidators(validators).systematicThreshold();
      for (int rows : new int[] {1, 31, 32, 33, 64, 65}) {
        for (int change = -1; change <= 1; change++) {
          check(validators, bytes(random, rows * rowBytes + change), random);
        }
      }
    }
  }

  @Test
  void vectorsAreChosenWhereTheirModuleIsOn() {
    assertThat(ErasureCode.usesVectors()).isEqualTo(VectorCoder.isWorthwhile());
  }

  private static void check(int validators, byte[] data, Random random) {
    String context = "seed " + SEED + ", " + validators + " validators, " + data.length + " bytes";
    ErasureCode plain = ErasureCode.with(validators, new ScalarCoder());
    ErasureCode vectors = ErasureCode.with(validators, new VectorCoder());
    List<Bytes> chunks = plain.chunks(data);
    assertThat(vectors.chunks(data)).as(context).isEqualTo(chunks);

    List<Chunk> received = new ArrayList<>();
    for (int i = 0; i < validators; i++) {
      received.add(new Chunk(i, chunks.get(i)));
    }
    Collections.shuffle(received, random);
    List<Chunk> some = received.subList(0, plain.systematicThreshold());
    Reconstruction recovered = vectors.reconstruct(some);
    assertThat(recovered).as(context).isEqualTo(plain.reconstruct(some));
    byte[] padded = ((Reconstruction.Recovered) recovered).padded().toArray();
    assertThat(Arrays.copyOf(padded, data.length)).as(context).isEqualTo(data);
  }

  private static byte[] bytes(Random random, int size) {
    byte[] bytes = new byte[Math.max(1, size)];
    random.nextBytes(bytes);
    return bytes;
  }
}
