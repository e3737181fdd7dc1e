package io.braid.wasm.support;

/** For {@link Math}. */
public final class MathMethods {
  private static final long LOW_32 = 0xFFFFFFFFL;

  private MathMethods() {}

  public static long unsignedMultiplyHigh(long a, long b) {
    long aLow = a & LOW_32;
    long aHigh = a >>> 32;
    long bLow = b & LOW_32;
    long bHigh = b >>> 32;
    long upper = aHigh * bLow + (aLow * bLow >>> 32);
    long middle = (upper & LOW_32) + aLow * bHigh;
    return aHigh * bHigh + (upper >>> 32) + (middle >>> 32);
  }

  public static long multiplyHigh(long a, long b) {
    return unsignedMultiplyHigh(a, b) - ((a >> 63) & b) - ((b >> 63) & a);
  }

  public static long multiplyFull(int a, int b) {
    return (long) a * b;
  }
}
