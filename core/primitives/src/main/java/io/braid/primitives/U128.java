package io.braid.primitives;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * An unsigned 128-bit integer: balances and issuance. Arithmetic that would leave the range throws
 * {@link ArithmeticException}; the {@code saturating} forms stop at the bound instead.
 */
public final class U128 implements Comparable<U128> {
  public static final U128 ZERO = new U128(0, 0);
  public static final U128 ONE = new U128(0, 1);
  public static final U128 MAX = new U128(-1, -1);

  private static final long TEN_TO_18 = 1_000_000_000_000_000_000L;

  private final long high;
  private final long low;

  private U128(long high, long low) {
    this.high = high;
    this.low = low;
  }

  /**
   * @throws IllegalArgumentException when {@code value} is negative
   */
  public static U128 of(long value) {
    if (value < 0) {
      throw new IllegalArgumentException("expected a value of at least 0, found " + value);
    }
    return value == 0 ? ZERO : new U128(0, value);
  }

  /** From its two halves, each read as unsigned. */
  public static U128 of(long high, long low) {
    return (high | low) == 0 ? ZERO : new U128(high, low);
  }

  public static U128 ofUnsigned(long value) {
    return of(0, value);
  }

  /**
   * @throws ArithmeticException when {@code value} is negative or needs more than 128 bits
   */
  public static U128 of(BigInteger value) {
    if (value.signum() < 0 || value.bitLength() > 128) {
      throw new ArithmeticException("expected 0 to 2^128 - 1, found " + value);
    }
    return of(value.shiftRight(64).longValue(), value.longValue());
  }

  /** Reads decimal digits; {@code _} may separate them. */
  public static U128 parse(String decimal) {
    return of(new BigInteger(decimal.replace("_", "")));
  }

  public long high() {
    return high;
  }

  public long low() {
    return low;
  }

  public boolean isZero() {
    return (high | low) == 0;
  }

  public U128 add(U128 other) {
    long sumLow = low + other.low;
    long carry = Long.compareUnsigned(sumLow, low) < 0 ? 1 : 0;
    long sumHigh = high + other.high;
    boolean overflow = Long.compareUnsigned(sumHigh, high) < 0 || (carry == 1 && sumHigh == -1);
    if (overflow) {
      throw new ArithmeticException("u128 overflow: " + this + " + " + other);
    }
    return of(sumHigh + carry, sumLow);
  }

  public U128 subtract(U128 other) {
    if (compareTo(other) < 0) {
      throw new ArithmeticException("u128 underflow: " + this + " - " + other);
    }
    long borrow = Long.compareUnsigned(low, other.low) < 0 ? 1 : 0;
    return of(high - other.high - borrow, low - other.low);
  }

  public U128 saturatingAdd(U128 other) {
    long sumHigh = high + other.high;
    long sumLow = low + other.low;
    long carry = Long.compareUnsigned(sumLow, low) < 0 ? 1 : 0;
    boolean overflow = Long.compareUnsigned(sumHigh, high) < 0 || (carry == 1 && sumHigh == -1);
    return overflow ? MAX : of(sumHigh + carry, sumLow);
  }

  public U128 saturatingSubtract(U128 other) {
    return compareTo(other) <= 0 ? ZERO : subtract(other);
  }

  public U128 multiply(U128 other) {
    if (high != 0 && other.high != 0) {
      throw new ArithmeticException("u128 overflow: " + this + " * " + other);
    }
    long crossFactor = high != 0 ? high : other.high;
    long crossOther = high != 0 ? other.low : low;
    if (unsignedMultiplyHigh(crossFactor, crossOther) != 0) {
      throw new ArithmeticException("u128 overflow: " + this + " * " + other);
    }
    long cross = crossFactor * crossOther;
    long resultHigh = unsignedMultiplyHigh(low, other.low) + cross;
    if (Long.compareUnsigned(resultHigh, cross) < 0) {
      throw new ArithmeticException("u128 overflow: " + this + " * " + other);
    }
    return of(resultHigh, low * other.low);
  }

  public U128 multiply(long other) {
    return multiply(of(other));
  }

  public U128 saturatingMultiply(U128 other) {
    if (isZero() || other.isZero()) {
      return ZERO;
    }
    return MAX.divide(other).compareTo(this) < 0 ? MAX : multiply(other);
  }

  /**
   * @throws ArithmeticException when {@code divisor} is zero
   */
  public U128 divide(U128 divisor) {
    return divideWithRemainder(divisor)[0];
  }

  public U128 divide(long divisor) {
    return divide(of(divisor));
  }

  public U128 remainder(U128 divisor) {
    return divideWithRemainder(divisor)[1];
  }

  private U128[] divideWithRemainder(U128 divisor) {
    if (divisor.isZero()) {
      throw new ArithmeticException("u128 division by zero: " + this);
    }
    if (compareTo(divisor) < 0) {
      return new U128[] {ZERO, this};
    }
    if ((high | divisor.high) == 0) {
      return new U128[] {
        of(0, Long.divideUnsigned(low, divisor.low)),
        of(0, Long.remainderUnsigned(low, divisor.low))
      };
    }
    long quotientHigh = 0;
    long quotientLow = 0;
    long restHigh = 0;
    long restLow = 0;
    for (int bit = 127 - leadingZeros(); bit >= 0; bit--) {
      boolean carry = restHigh < 0;
      restHigh = restHigh << 1 | restLow >>> 63;
      restLow = restLow << 1 | ((bit >= 64 ? high >>> (bit - 64) : low >>> bit) & 1);
      if (carry || !less(restHigh, restLow, divisor.high, divisor.low)) {
        long borrow = Long.compareUnsigned(restLow, divisor.low) < 0 ? 1 : 0;
        restHigh = restHigh - divisor.high - borrow;
        restLow -= divisor.low;
        if (bit >= 64) {
          quotientHigh |= 1L << (bit - 64);
        } else {
          quotientLow |= 1L << bit;
        }
      }
    }
    return new U128[] {of(quotientHigh, quotientLow), of(restHigh, restLow)};
  }

  private int leadingZeros() {
    return high != 0 ? Long.numberOfLeadingZeros(high) : 64 + Long.numberOfLeadingZeros(low);
  }

  private static boolean less(long aHigh, long aLow, long bHigh, long bLow) {
    int c = Long.compareUnsigned(aHigh, bHigh);
    return c < 0 || (c == 0 && Long.compareUnsigned(aLow, bLow) < 0);
  }

  public U128 min(U128 other) {
    return compareTo(other) <= 0 ? this : other;
  }

  public U128 max(U128 other) {
    return compareTo(other) >= 0 ? this : other;
  }

  /** The value when it is at most 2^63 − 1, that bound otherwise. */
  public long toLongSaturating() {
    return high != 0 || low < 0 ? Long.MAX_VALUE : low;
  }

  public BigInteger toBigInteger() {
    byte[] bytes = new byte[17];
    for (int i = 0; i < 8; i++) {
      bytes[1 + i] = (byte) (high >>> (56 - 8 * i));
      bytes[9 + i] = (byte) (low >>> (56 - 8 * i));
    }
    return new BigInteger(bytes);
  }

  /** The high 64 bits of the 128-bit product of two unsigned values. */
  static long unsignedMultiplyHigh(long a, long b) {
    long a0 = a & 0xFFFFFFFFL;
    long a1 = a >>> 32;
    long b0 = b & 0xFFFFFFFFL;
    long b1 = b >>> 32;
    long middle = a1 * b0 + (a0 * b0 >>> 32);
    long cross = (middle & 0xFFFFFFFFL) + a0 * b1;
    return a1 * b1 + (middle >>> 32) + (cross >>> 32);
  }

  @Override
  public int compareTo(U128 other) {
    int c = Long.compareUnsigned(high, other.high);
    return c != 0 ? c : Long.compareUnsigned(low, other.low);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof U128 that && high == that.high && low == that.low;
  }

  @Override
  public int hashCode() {
    return (int) (high ^ high >>> 32) * 31 + (int) (low ^ low >>> 32);
  }

  /** Decimal digits. */
  @Override
  public String toString() {
    if (high == 0) {
      return Long.toUnsignedString(low);
    }
    U128[] parts = divideWithRemainder(of(TEN_TO_18));
    String tail = Long.toString(parts[1].low);
    return parts[0] + "0".repeat(18 - tail.length()) + tail;
  }
}
