package io.braid.wasm.support;

/** For {@link Long}. */
public final class LongMethods {
  private static final long UNSIGNED_MAX_BY_10 = 1844674407370955161L;
  private static final int UNSIGNED_MAX_LAST_DIGIT = 5;

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

  /** Decimal digits, with or without a leading plus. */
  public static long parseUnsignedLong(String text) {
    int start = text.startsWith("+") ? 1 : 0;
    if (start == text.length()) {
      throw new NumberFormatException("expected digits, found \"" + text + "\"");
    }
    long value = 0;
    for (int i = start; i < text.length(); i++) {
      int digit = Character.digit(text.charAt(i), 10);
      boolean fits =
          Long.compareUnsigned(value, UNSIGNED_MAX_BY_10) < 0
              || (value == UNSIGNED_MAX_BY_10 && digit <= UNSIGNED_MAX_LAST_DIGIT);
      if (digit < 0 || !fits) {
        throw new NumberFormatException("expected an unsigned long, found \"" + text + "\"");
      }
      value = value * 10 + digit;
    }
    return value;
  }
}
