package io.braid.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.braid.primitives.Bytes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ErasureCodePropertyTest {
  private static final long SEED = 2016;

  @Test
  void anyChunksAtTheThresholdGiveTheDataBack() {
    Random random = new Random(SEED);
    for (int round = 0; round < 300; round++) {
      int validators = 2 + random.nextInt(round % 10 == 0 ? 1100 : 80);
      byte[] data = new byte[1 + random.nextInt(round % 10 == 0 ? 40_000 : 600)];
      random.nextBytes(data);
      ErasureCode code = ErasureCode.forValidators(validators);
      List<Chunk> chunks = indexed(code.chunks(data));
      Collections.shuffle(chunks, random);
      int count =
          code.systematicThreshold() + random.nextInt(validators - code.systematicThreshold() + 1);
      Reconstruction result = code.reconstruct(chunks.subList(0, count));
      String context = "seed " + SEED + ", round " + round;
      assertThat(result).as(context).isInstanceOf(Reconstruction.Recovered.class);
      byte[] padded = ((Reconstruction.Recovered) result).padded().toArray();
      assertThat(Arrays.copyOf(padded, data.length)).as(context).isEqualTo(data);
      for (int i = data.length; i < padded.length; i++) {
        assertThat(padded[i]).as(context).isZero();
      }
    }
  }

  @Test
  void theLastChunksAloneGiveTheDataBackForTheLargestCode() {
    ErasureCode code = ErasureCode.forValidators(ErasureCode.MAX_VALIDATORS);
    byte[] data = Vectors.data(70_000);
    List<Chunk> chunks = indexed(code.chunks(data));
    List<Chunk> last = chunks.subList(chunks.size() - code.systematicThreshold(), chunks.size());
    byte[] padded = ((Reconstruction.Recovered) code.reconstruct(last)).padded().toArray();
    assertThat(Arrays.copyOf(padded, data.length)).isEqualTo(data);
  }

  @Test
  void oneChunkBelowTheThresholdIsNotEnough() {
    ErasureCode code = ErasureCode.forValidators(100);
    List<Chunk> chunks = indexed(code.chunks(Vectors.data(1000)));
    assertThat(code.systematicThreshold()).isEqualTo(32);
    assertThat(ErasureCode.recoveryThreshold(100)).isEqualTo(34);
    assertThat(code.reconstruct(chunks.subList(3, 34)))
        .isEqualTo(refused(new ReconstructionRefusal.NotEnoughChunks(31, 32)));
    List<Chunk> repeated = new ArrayList<>(chunks.subList(3, 34));
    repeated.add(chunks.get(3));
    assertThat(code.reconstruct(repeated))
        .isEqualTo(refused(new ReconstructionRefusal.NotEnoughChunks(31, 32)));
  }

  @Test
  void malformedChunksAreRefusedByTheirReason() {
    ErasureCode code = ErasureCode.forValidators(4);
    Chunk good = new Chunk(0, Bytes.fromHex("01020304"));
    assertThat(code.reconstruct(List.of()))
        .isEqualTo(refused(new ReconstructionRefusal.NotEnoughChunks(0, 2)));
    assertThat(code.reconstruct(List.of(good, new Chunk(4, good.data()))))
        .isEqualTo(refused(new ReconstructionRefusal.IndexOutOfRange(4, 4)));
    assertThat(code.reconstruct(List.of(good, new Chunk(1, Bytes.fromHex("0102")))))
        .isEqualTo(refused(new ReconstructionRefusal.UnequalSizes(1, 4, 2)));
    assertThat(code.reconstruct(List.of(new Chunk(1, Bytes.fromHex("010203")), good)))
        .isEqualTo(refused(new ReconstructionRefusal.NotWholeSymbols(1, 3)));
    assertThat(code.reconstruct(List.of(new Chunk(1, Bytes.EMPTY), good)))
        .isEqualTo(refused(new ReconstructionRefusal.NotWholeSymbols(1, 0)));
  }

  @Test
  void aWrongChunkGivesOtherDataAndNoException() {
    ErasureCode code = ErasureCode.forValidators(10);
    byte[] data = Vectors.data(100);
    List<Chunk> chunks = indexed(code.chunks(data)).subList(6, 10);
    byte[] wrong = chunks.getFirst().data().toArray();
    wrong[0] ^= 1;
    List<Chunk> tampered = new ArrayList<>(chunks);
    tampered.set(0, new Chunk(6, Bytes.wrap(wrong)));
    assertThat(code.reconstruct(tampered)).isNotEqualTo(code.reconstruct(chunks));
  }

  @Test
  void theThresholdIsAThirdRoundedUp() {
    for (int f = 1; f < 300; f++) {
      assertThat(ErasureCode.recoveryThreshold(3 * f + 1)).isEqualTo(f + 1);
      assertThat(ErasureCode.recoveryThreshold(3 * f)).isEqualTo(f);
      assertThat(ErasureCode.recoveryThreshold(3 * f - 1)).isEqualTo(f);
    }
  }

  @Test
  void aCountOutsideTheCodeIsOurBug() {
    assertThatThrownBy(() -> ErasureCode.forValidators(1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ErasureCode.forValidators(65_537))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ErasureCode.forValidators(3).chunks(new byte[0]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Reconstruction refused(ReconstructionRefusal reason) {
    return new Reconstruction.Refused(reason);
  }

  private static List<Chunk> indexed(List<Bytes> chunks) {
    List<Chunk> result = new ArrayList<>();
    for (int i = 0; i < chunks.size(); i++) {
      result.add(new Chunk(i, chunks.get(i)));
    }
    return result;
  }
}
