package io.braid.wasm.support;

import java.util.Arrays;

/** For {@link java.util.Arrays}. */
public final class ArraysMethods {
  private ArraysMethods() {}

  public static int compareUnsigned(byte[] a, byte[] b) {
    int shared = Math.min(a.length, b.length);
    for (int i = 0; i < shared; i++) {
      if (a[i] != b[i]) {
        return (a[i] & 255) - (b[i] & 255);
      }
    }
    return a.length - b.length;
  }

  public static int compare(byte[] a, byte[] b) {
    int shared = Math.min(a.length, b.length);
    for (int i = 0; i < shared; i++) {
      if (a[i] != b[i]) {
        return a[i] - b[i];
      }
    }
    return a.length - b.length;
  }

  public static int compareUnsigned(byte[] a, int aFrom, int aTo, byte[] b, int bFrom, int bTo) {
    return compareUnsigned(range(a, aFrom, aTo), range(b, bFrom, bTo));
  }

  /** A copy that, unlike {@link Arrays#copyOfRange}, refuses to go past the end. */
  private static byte[] range(byte[] array, int from, int to) {
    if (from > to) {
      throw new IllegalArgumentException("fromIndex(" + from + ") > toIndex(" + to + ")");
    }
    if (from < 0 || to > array.length) {
      throw new ArrayIndexOutOfBoundsException(
          "Array index out of range: " + (from < 0 ? from : to));
    }
    return Arrays.copyOfRange(array, from, to);
  }
}
