package io.braid.erasure;

/**
 * The polynomial that vanishes exactly at the missing points, as logarithms: at a present point of
 * its value, at a missing one of its derivative's value, which is the product without the zero
 * factor.
 *
 * <p>The logarithm at x is the sum of log(x + i) over the missing i: a convolution over exclusive
 * or, so a product of Walsh–Hadamard transforms modulo 65,535.
 */
final class ErrorLocator {
  private static final int MODULUS = BinaryField.ORDER;

  private ErrorLocator() {}

  /**
   * @param missing whose length is a power of two
   */
  static int[] logarithms(boolean[] missing) {
    int size = missing.length;
    int[] indicator = new int[size];
    int[] logs = new int[size];
    for (int i = 0; i < size; i++) {
      indicator[i] = missing[i] ? 1 : 0;
      logs[i] = i == 0 ? 0 : BinaryField.log(i);
    }
    walsh(indicator);
    walsh(logs);
    // the second transform multiplies by size = 2^m; its inverse is 2^(16−m), as 2^16 = 1
    long inverse = 65_536L / size;
    for (int i = 0; i < size; i++) {
      indicator[i] = (int) ((long) indicator[i] * logs[i] % MODULUS * inverse % MODULUS);
    }
    walsh(indicator);
    return indicator;
  }

  private static void walsh(int[] values) {
    for (int half = 1; half < values.length; half <<= 1) {
      for (int first = 0; first < values.length; first += 2 * half) {
        for (int i = first; i < first + half; i++) {
          int a = values[i];
          int b = values[i + half];
          values[i] = (a + b) % MODULUS;
          values[i + half] = (a + MODULUS - b) % MODULUS;
        }
      }
    }
  }
}
