package io.braid.primitives;

import io.braid.scale.Codec;
import io.braid.scale.Codecs;
import io.braid.scale.ScaleException;
import io.braid.scale.ScaleReader;
import io.braid.scale.TypeInfo;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** An immutable row of bits, the lowest bit of every byte first. */
public final class Bits {
  /** Encoded: the number of bits as a compact, then the bytes, whose unused bits must be 0. */
  public static final Codec<Bits> CODEC =
      Codecs.of(
          () -> new TypeInfo.BitSequence(),
          Codec.UNBOUNDED,
          (value, out) -> {
            out.compact(value.size);
            byte[] bytes = new byte[(value.size + 7) / 8];
            for (int i = value.set.nextSetBit(0); i >= 0; i = value.set.nextSetBit(i + 1)) {
              bytes[i >> 3] |= (byte) (1 << (i & 7));
            }
            out.raw(bytes);
          },
          Bits::read);

  private final BitSet set;
  private final int size;

  private Bits(BitSet set, int size) {
    this.set = set;
    this.size = size;
  }

  private static Bits read(ScaleReader in) {
    int start = in.position();
    int size = in.compactU32();
    byte[] bytes = in.raw((int) (((long) size + 7) / 8));
    BitSet set = new BitSet(size);
    for (int i = 0; i < bytes.length * 8; i++) {
      if ((bytes[i >> 3] >> (i & 7) & 1) == 1) {
        if (i >= size) {
          throw new ScaleException(
              "expected unused bits to be 0 in the bit sequence at byte " + start);
        }
        set.set(i);
      }
    }
    return new Bits(set, size);
  }

  /** {@code size} bits, all 0. */
  public static Bits zeros(int size) {
    return new Bits(new BitSet(size), size);
  }

  /** A copy in which the bit at {@code index} is {@code value}. */
  public Bits with(int index, boolean value) {
    check(index);
    BitSet changed = (BitSet) set.clone();
    changed.set(index, value);
    return new Bits(changed, size);
  }

  private void check(int index) {
    if (index < 0 || index >= size) {
      throw new IndexOutOfBoundsException("expected a bit below " + size + ", found " + index);
    }
  }

  public boolean get(int index) {
    check(index);
    return set.get(index);
  }

  public int size() {
    return size;
  }

  /** How many bits are 1. */
  public int count() {
    return set.cardinality();
  }

  public Bits or(Bits other) {
    if (size != other.size) {
      throw new IllegalArgumentException("expected " + size + " bits, found " + other.size);
    }
    BitSet both = (BitSet) set.clone();
    both.or(other.set);
    return new Bits(both, size);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Bits that && size == that.size && set.equals(that.set);
  }

  @Override
  public int hashCode() {
    return set.hashCode() * 31 + size;
  }

  /** Ones and zeros, the first bit first. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(size);
    for (int i = 0; i < size; i++) {
      text.append(set.get(i) ? '1' : '0');
    }
    return text.toString();
  }
}
