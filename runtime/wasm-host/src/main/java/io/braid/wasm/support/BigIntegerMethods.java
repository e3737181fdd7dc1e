package io.braid.wasm.support;

import java.math.BigInteger;

/** For {@link BigInteger}: TeaVM goes wrong on single bits of negative numbers. */
public final class BigIntegerMethods {
  private BigIntegerMethods() {}

  public static BigInteger xor(BigInteger self, BigInteger other) {
    return self.or(other).andNot(self.and(other));
  }

  public static boolean testBit(BigInteger self, int bit) {
    checkBit(bit);
    return (self.shiftRight(bit).intValue() & 1) == 1;
  }

  public static BigInteger setBit(BigInteger self, int bit) {
    return self.or(one(bit));
  }

  public static BigInteger clearBit(BigInteger self, int bit) {
    return self.andNot(one(bit));
  }

  public static BigInteger flipBit(BigInteger self, int bit) {
    return xor(self, one(bit));
  }

  private static BigInteger one(int bit) {
    checkBit(bit);
    return BigInteger.ONE.shiftLeft(bit);
  }

  private static void checkBit(int bit) {
    if (bit < 0) {
      throw new ArithmeticException("Negative bit address");
    }
  }
}
