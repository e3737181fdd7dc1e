package io.braid.primitives;

import java.math.BigInteger;

/**
 * An unsigned 256-bit integer, for the few places of the protocol that need one: products of
 * balances, and VRF thresholds. Arithmetic that would leave the range throws {@link
 * ArithmeticException}.
 */
public record U256(BigInteger value) implements Comparable<U256> {
  public static final U256 ZERO = new U256(BigInteger.ZERO);

  public U256 {
    if (value.signum() < 0 || value.bitLength() > 256) {
      throw new ArithmeticException("expected 0 to 2^256 - 1, found " + value);
    }
  }

  public static U256 of(long value) {
    return new U256(BigInteger.valueOf(value));
  }

  public static U256 of(U128 value) {
    return new U256(value.toBigInteger());
  }

  /** From 32 bytes, the lowest first. */
  public static U256 fromLittleEndian(byte[] bytes) {
    byte[] reversed = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      reversed[i] = bytes[bytes.length - 1 - i];
    }
    return new U256(new BigInteger(1, reversed));
  }

  /** 32 bytes, the lowest first. */
  public byte[] toLittleEndian() {
    byte[] big = value.toByteArray();
    byte[] little = new byte[32];
    for (int i = 0; i < 32 && i < big.length; i++) {
      little[i] = big[big.length - 1 - i];
    }
    return little;
  }

  public U256 add(U256 other) {
    return new U256(value.add(other.value));
  }

  public U256 subtract(U256 other) {
    return new U256(value.subtract(other.value));
  }

  public U256 multiply(U256 other) {
    return new U256(value.multiply(other.value));
  }

  public U256 divide(U256 divisor) {
    return new U256(value.divide(divisor.value));
  }

  /**
   * @throws ArithmeticException when the value needs more than 128 bits
   */
  public U128 toU128() {
    return U128.of(value);
  }

  @Override
  public int compareTo(U256 other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
