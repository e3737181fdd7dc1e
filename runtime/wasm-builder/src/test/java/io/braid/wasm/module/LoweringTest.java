package io.braid.wasm.module;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import run.endive.runtime.Instance;
import run.endive.wasm.Parser;

/** The functions that stand in for later instructions, run by Endive against Java. */
class LoweringTest {
  private static final long SEED = 7;
  private static final int MEMORY_BYTES = 65536;

  /** A module with one page of memory and one exported function. */
  private static Instance instance(Lowering.Function function) {
    Sink types = new Sink().u32(1);
    function.type().write(types);
    Sink out = new Sink().op(0, 'a', 's', 'm', 1, 0, 0, 0).section(1, types);
    out.section(3, new Sink().u32(1).u32(0)).section(5, new Sink().op(1, 0, 1));
    out.section(7, new Sink().u32(2).name("f").op(0, 0).name("memory").op(2, 0));
    Sink code = new Sink().u32(1).u32(function.body().length).raw(function.body());
    return Instance.builder(Parser.parse(out.section(10, code).toArray())).build();
  }

  @Test
  void copyingMovesOverlappingRangesAsArraycopyDoes() {
    Instance instance = instance(Lowering.memoryCopy());
    Random random = new Random(SEED);
    byte[] expected = new byte[MEMORY_BYTES];
    random.nextBytes(expected);
    instance.memory().write(0, expected);
    for (int round = 0; round < 2000; round++) {
      int count = random.nextInt(60);
      int from = random.nextInt(200);
      int to = random.nextInt(200);
      instance.export("f").apply(to, from, count);
      System.arraycopy(expected, from, expected, to, count);
      assertThat(instance.memory().readBytes(0, 300))
          .as("seed %d, round %d", SEED, round)
          .isEqualTo(Arrays.copyOf(expected, 300));
    }
  }

  @Test
  void fillingTouchesTheRangeAndNothingElse() {
    Instance instance = instance(Lowering.memoryFill());
    Random random = new Random(SEED);
    byte[] expected = new byte[300];
    for (int round = 0; round < 2000; round++) {
      int at = random.nextInt(200);
      int count = random.nextInt(60);
      int octet = random.nextInt();
      instance.export("f").apply(at, octet, count);
      Arrays.fill(expected, at, at + count, (byte) octet);
      assertThat(instance.memory().readBytes(0, 300))
          .as("seed %d, round %d", SEED, round)
          .isEqualTo(expected);
    }
  }

  @Test
  void conversionsSaturateAsJavaCastsDo() {
    Instance toInt = instance(Lowering.saturate(true, false));
    Instance toLong = instance(Lowering.saturate(true, true));
    Instance floatToInt = instance(Lowering.saturate(false, false));
    Instance floatToLong = instance(Lowering.saturate(false, true));
    List<Double> edges =
        List.of(
            0.0,
            -0.0,
            0.9,
            -0.9,
            1.5,
            0x1p31,
            0x1p31 - 1,
            0x1p31 - 0.5,
            -0x1p31,
            -0x1p31 - 0.5,
            -0x1p31 - 1,
            0x1p63,
            -0x1p63,
            Math.nextDown(0x1p63),
            Math.nextDown(-0x1p63),
            1e300,
            -1e300,
            Double.NaN,
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY,
            Double.MIN_VALUE);
    for (double value : edges) {
      long bits = Double.doubleToRawLongBits(value);
      int floatBits = Float.floatToRawIntBits((float) value);
      assertThat((int) toInt.export("f").apply(bits)[0]).as("%s", value).isEqualTo((int) value);
      assertThat(toLong.export("f").apply(bits)[0]).as("%s", value).isEqualTo((long) value);
      assertThat((int) floatToInt.export("f").apply(floatBits)[0])
          .as("%s", value)
          .isEqualTo((int) (float) value);
      assertThat(floatToLong.export("f").apply(floatBits)[0])
          .as("%s", value)
          .isEqualTo((long) (float) value);
    }
  }
}
