package io.braid.wasm.support;

/** For {@link Integer}. */
public final class IntegerMethods {
  private IntegerMethods() {}

  public static int sum(int a, int b) {
    return a + b;
  }

  public static int max(int a, int b) {
    return a > b ? a : b;
  }

  public static int min(int a, int b) {
    return a < b ? a : b;
  }
}
