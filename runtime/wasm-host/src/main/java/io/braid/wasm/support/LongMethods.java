package io.braid.wasm.support;

/** For {@link Long}. */
public final class LongMethods {
  private LongMethods() {}

  public static long sum(long a, long b) {
    return a + b;
  }

  public static long max(long a, long b) {
    return a > b ? a : b;
  }

  public static long min(long a, long b) {
    return a < b ? a : b;
  }
}
