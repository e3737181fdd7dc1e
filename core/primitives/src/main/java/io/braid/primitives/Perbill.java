package io.braid.primitives;

import io.braid.scale.Codec;
import io.braid.scale.Codecs;
import io.braid.scale.ScaleReader;
import io.braid.scale.ScaleWriter;
import io.braid.scale.TypeInfo;
import java.util.List;

/**
 * A fraction between 0 and 1 in parts per billion.
 *
 * @param parts 0 to 1,000,000,000
 */
public record Perbill(int parts) implements Comparable<Perbill> {
  public static final int ACCURACY = 1_000_000_000;
  public static final Perbill ZERO = new Perbill(0);
  public static final Perbill ONE = new Perbill(ACCURACY);

  public static final Codec<Perbill> CODEC =
      new Codec<>() {
        @Override
        public void encode(Perbill value, ScaleWriter out) {
          out.u32(value.parts);
        }

        @Override
        public Perbill decode(ScaleReader in) {
          int parts = in.u32();
          if (parts < 0 || parts > ACCURACY) {
            // What the reference does with out-of-range parts: saturate.
            return ONE;
          }
          return new Perbill(parts);
        }

        @Override
        public TypeInfo type() {
          return new TypeInfo.Composite(
              List.of("sp_arithmetic", "per_things", "Perbill"),
              List.of(new TypeInfo.Field("", Codecs.U32, "u32")));
        }

        @Override
        public int maxEncodedSize() {
          return 4;
        }
      };

  public Perbill {
    if (parts < 0 || parts > ACCURACY) {
      throw new IllegalArgumentException("expected 0 to " + ACCURACY + " parts, found " + parts);
    }
  }

  public static Perbill ofPercent(int percent) {
    return new Perbill(percent * (ACCURACY / 100));
  }

  /** This fraction of {@code whole}, rounded down. */
  public U128 of(U128 whole) {
    U128 accuracy = U128.of(ACCURACY);
    U128 units = whole.divide(accuracy).multiply(parts);
    return units.add(whole.remainder(accuracy).multiply(parts).divide(accuracy));
  }

  /** This fraction of {@code whole}, rounded down. {@code whole} must not be negative. */
  public long of(long whole) {
    return whole / ACCURACY * parts + whole % ACCURACY * parts / ACCURACY;
  }

  @Override
  public int compareTo(Perbill other) {
    return Integer.compare(parts, other.parts);
  }
}
