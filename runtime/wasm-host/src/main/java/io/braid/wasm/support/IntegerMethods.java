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

  public static long toUnsignedLong(int value) {
    return value & 0xFFFFFFFFL;
  }

  public static int parseUnsignedInt(String text) {
    long value = LongMethods.parseUnsignedLong(text);
    if (value >>> 32 != 0) {
      throw new NumberFormatException("expected an unsigned int, found \"" + text + "\"");
    }
    return (int) value;
  }
}
