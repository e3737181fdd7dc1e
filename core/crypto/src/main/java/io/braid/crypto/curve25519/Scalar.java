package io.braid.crypto.curve25519;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A number modulo the prime order l = 2^252 + 27742317777372353535851937790883648493 of the base
 * point's group. Immutable, always canonical (less than l); all arithmetic is free of
 * secret-dependent branches.
 */
public final class Scalar {
  private static final long C0 = 0x5812631a5cf5d3edL;
  private static final long C1 = 0x14def9dea2f79cd6L;

  /** l − 2^252, 125 bits. */
  private static final long[] C = {C0, C1};

  private static final long[] ORDER = {C0, C1, 0, 1L << 60};
  private static final long LOW_60 = (1L << 60) - 1;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  public static final Scalar ZERO = new Scalar(new long[4]);

  private final long[] words;

  private Scalar(long[] words) {
    this.words = words;
  }

  /** Reads 32 little-endian bytes; empty unless they are less than l. Not for secrets. */
  public static Optional<Scalar> fromCanonicalBytes(byte[] bytes, int at) {
    long[] words = read(bytes, at, 4);
    return isLessThanOrder(words) ? Optional.of(new Scalar(words)) : Optional.empty();
  }

  /** Reads 32 little-endian bytes modulo l. */
  public static Scalar fromBytesModOrder(byte[] bytes, int at) {
    return reduce(Arrays.copyOf(read(bytes, at, 4), 8));
  }

  /** Reads 64 little-endian bytes modulo l. */
  public static Scalar fromWideBytes(byte[] bytes) {
    return reduce(read(bytes, 0, 8));
  }

  public Scalar plus(Scalar other) {
    long[] sum = new long[4];
    add(sum, words, other.words);
    subtractOrderIfNotLess(sum);
    return new Scalar(sum);
  }

  public Scalar times(Scalar other) {
    long[] product = new long[8];
    multiply(product, words, other.words);
    return reduce(product);
  }

  public Scalar negate() {
    long[] difference = new long[4];
    subtract(difference, ORDER, words);
    subtractOrderIfNotLess(difference); // l − 0 = l
    return new Scalar(difference);
  }

  public Scalar minus(Scalar other) {
    return plus(other.negate());
  }

  /** 32 little-endian bytes. */
  public byte[] toBytes() {
    byte[] bytes = new byte[32];
    for (int i = 0; i < 4; i++) {
      LONGS.set(bytes, 8 * i, words[i]);
    }
    return bytes;
  }

  /** Bits 4·index to 4·index + 3. */
  int nibble(int index) {
    return (int) (words[index >> 4] >>> (4 * (index & 15))) & 15;
  }

  /**
   * The width-{@code width} non-adjacent form: odd digits below 2^(width−1) in absolute value, at
   * least {@code width} places apart. Variable time.
   *
   * @param digits 256 zeros, filled with the digit of weight 2^i at i
   * @return the index of the highest digit, or −1 for zero
   */
  int nonAdjacentForm(byte[] digits, int width) {
    int size = 1 << width;
    int position = 0;
    int carry = 0;
    int top = -1;
    while (position < 256) {
      int word = position >>> 6;
      int bit = position & 63;
      long bits = words[word] >>> bit;
      if (bit > 64 - width && word < 3) {
        bits |= words[word + 1] << (64 - bit);
      }
      int window = carry + (int) (bits & (size - 1));
      if ((window & 1) == 0) {
        position++;
        continue;
      }
      carry = window < size / 2 ? 0 : 1;
      digits[position] = (byte) (window - carry * size);
      top = position;
      position += width;
    }
    return top;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    if (!(other instanceof Scalar that)) {
      return false;
    }
    long difference = 0;
    for (int i = 0; i < 4; i++) {
      difference |= words[i] ^ that.words[i];
    }
    return difference == 0;
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(words);
  }

  /** Never the value: it may be a secret. */
  @Override
  public String toString() {
    return "Scalar";
  }

  private static long[] read(byte[] bytes, int at, int count) {
    long[] words = new long[count];
    for (int i = 0; i < count; i++) {
      words[i] = (long) LONGS.get(bytes, at + 8 * i);
    }
    return words;
  }

  private static boolean isLessThanOrder(long[] words) {
    return subtract(new long[4], words, ORDER) != 0;
  }

  /**
   * Folds 512 bits thrice by 2^252 = −(l − 2^252) modulo l: x = a₀ − c·a₁, c·a₁ = b₀ + 2^252·b₁,
   * and so on, so that x = a₀ − b₀ + c₀ − v with a tiny v. Two l are added to stay positive; the
   * sum is less than 4l.
   */
  private static Scalar reduce(long[] x) {
    long[] first = new long[7];
    multiply(first, high(x, 5), C);
    long[] second = new long[5];
    multiply(second, high(first, 3), C);
    long[] third = new long[4];
    multiply(third, high(second, 2), C);
    long[] result = new long[4];
    add(result, low(x), low(second));
    add(result, result, ORDER);
    add(result, result, ORDER);
    subtract(result, result, low(first));
    subtract(result, result, third);
    subtractOrderIfNotLess(result);
    subtractOrderIfNotLess(result);
    subtractOrderIfNotLess(result);
    return new Scalar(result);
  }

  private static long[] low(long[] x) {
    return new long[] {x[0], x[1], x[2], x[3] & LOW_60};
  }

  /** x >> 252, in {@code count} words. */
  private static long[] high(long[] x, int count) {
    long[] result = new long[count];
    for (int i = 0; i < count; i++) {
      long above = i + 4 < x.length ? x[i + 4] << 4 : 0;
      result[i] = x[i + 3] >>> 60 | above;
    }
    return result;
  }

  private static void subtractOrderIfNotLess(long[] x) {
    long[] difference = new long[4];
    long keep = -subtract(difference, x, ORDER);
    for (int i = 0; i < 4; i++) {
      x[i] = difference[i] ^ ((difference[i] ^ x[i]) & keep);
    }
  }

  private static void add(long[] result, long[] x, long[] y) {
    long carry = 0;
    for (int i = 0; i < 4; i++) {
      long a = x[i];
      long b = y[i];
      long sum = a + b + carry;
      carry = ((a & b) | ((a | b) & ~sum)) >>> 63;
      result[i] = sum;
    }
  }

  /** result = x − y modulo 2^256; returns the borrow, 0 or 1. */
  private static long subtract(long[] result, long[] x, long[] y) {
    long borrow = 0;
    for (int i = 0; i < 4; i++) {
      long a = x[i];
      long b = y[i];
      long difference = a - b - borrow;
      borrow = ((~a & b) | ((~a | b) & difference)) >>> 63;
      result[i] = difference;
    }
    return borrow;
  }

  /** product = x·y; product has as many words as both factors together, and starts as zeros. */
  private static void multiply(long[] product, long[] x, long[] y) {
    for (int i = 0; i < x.length; i++) {
      long carry = 0;
      for (int j = 0; j < y.length; j++) {
        long low = x[i] * y[j];
        long high = Math.unsignedMultiplyHigh(x[i], y[j]);
        long previous = product[i + j];
        long sum = low + previous;
        high += ((low & previous) | ((low | previous) & ~sum)) >>> 63;
        long total = sum + carry;
        high += ((sum & carry) | ((sum | carry) & ~total)) >>> 63;
        product[i + j] = total;
        carry = high;
      }
      product[i + y.length] = carry;
    }
  }
}
