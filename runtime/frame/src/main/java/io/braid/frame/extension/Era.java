package io.braid.frame.extension;

import io.braid.scale.Codec;
import io.braid.scale.Codecs;
import io.braid.scale.ScaleException;
import io.braid.scale.ScaleReader;
import io.braid.scale.ScaleWriter;
import io.braid.scale.TypeInfo;
import java.util.ArrayList;
import java.util.List;

/** For how long a signed transaction is valid (Polkadot specification, C.2 "mortality"). */
public sealed interface Era {
  /** For ever. */
  record Immortal() implements Era {}

  /**
   * For {@code period} blocks from the block whose number modulo the period is {@code phase}.
   *
   * @param period a power of two from 4 to 65,536
   * @param phase below the period
   */
  record Mortal(int period, int phase) implements Era {
    public Mortal {
      if (period < 4 || period > 65_536 || Integer.bitCount(period) != 1) {
        throw new IllegalArgumentException(
            "expected a power of two from 4 to 65536 as period, found " + period);
      }
      if (phase < 0 || phase >= period) {
        throw new IllegalArgumentException(
            "expected a phase below the period " + period + ", found " + phase);
      }
    }
  }

  Era IMMORTAL = new Immortal();

  /** An era of about {@code period} blocks that starts at block {@code current}. */
  static Era mortal(int period, int current) {
    int bounded = Math.max(4, Math.min(65_536, period));
    int rounded = bounded == 1 << 16 ? bounded : Integer.highestOneBit(bounded - 1) << 1;
    int quantum = Math.max(1, rounded >> 12);
    return new Mortal(rounded, current % rounded / quantum * quantum);
  }

  /** The first block of the era that {@code current} is in. */
  default int birth(int current) {
    return switch (this) {
      case Immortal i -> 0;
      case Mortal m ->
          (Math.max(current, m.phase()) - m.phase()) / m.period() * m.period() + m.phase();
    };
  }

  /** The first block after the era that {@code current} is in; the largest number when immortal. */
  default int death(int current) {
    return switch (this) {
      case Immortal i -> Integer.MAX_VALUE;
      case Mortal m -> birth(current) + m.period();
    };
  }

  Codec<Era> CODEC =
      new Codec<>() {
        @Override
        public void encode(Era value, ScaleWriter out) {
          switch (value) {
            case Immortal i -> out.u8(0);
            case Mortal m -> {
              int quantum = Math.max(1, m.period() >> 12);
              int exponent =
                  Math.max(1, Math.min(15, Integer.numberOfTrailingZeros(m.period()) - 1));
              out.u16(exponent | m.phase() / quantum << 4);
            }
          }
        }

        @Override
        public Era decode(ScaleReader in) {
          int first = in.u8();
          if (first == 0) {
            return IMMORTAL;
          }
          int encoded = first | in.u8() << 8;
          int period = 2 << (encoded & 15);
          int quantum = Math.max(1, period >> 12);
          int phase = (encoded >> 4) * quantum;
          if (period < 4 || phase >= period) {
            throw new ScaleException(
                "expected a mortal era with a phase below its period at byte "
                    + (in.position() - 2)
                    + ", found phase "
                    + phase
                    + " of "
                    + period);
          }
          return new Mortal(period, phase);
        }

        @Override
        public TypeInfo type() {
          List<TypeInfo.Case> cases = new ArrayList<>();
          cases.add(new TypeInfo.Case("Immortal", 0, List.of()));
          for (int i = 1; i < 256; i++) {
            cases.add(
                new TypeInfo.Case("Mortal" + i, i, List.of(new TypeInfo.Field("", Codecs.U8, ""))));
          }
          return new TypeInfo.Variant(List.of("sp_runtime", "generic", "era", "Era"), cases);
        }

        @Override
        public int maxEncodedSize() {
          return 2;
        }
      };
}
