package io.braid.wasm.support;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.teavm.interop.Address;

/** For {@link java.util.Arrays}. */
public final class ArraysMethods {
  private ArraysMethods() {}

  public static int compareUnsigned(byte[] a, byte[] b) {
    int at = commonPrefix(a, b);
    return at < a.length && at < b.length ? (a[at] & 255) - (b[at] & 255) : a.length - b.length;
  }

  public static int compare(byte[] a, byte[] b) {
    int at = commonPrefix(a, b);
    return at < a.length && at < b.length ? a[at] - b[at] : a.length - b.length;
  }

  public static boolean equals(byte @Nullable [] a, byte @Nullable [] b) {
    if (a == b) {
      return true;
    }
    return a != null && b != null && a.length == b.length && commonPrefix(a, b) == a.length;
  }

  private static int commonPrefix(byte[] a, byte[] b) {
    return RawBytes.mismatch(Address.ofData(a), Address.ofData(b), Math.min(a.length, b.length));
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

  public static byte[] copyOfRange(byte[] array, int from, int to) {
    byte[] copy = new byte[rangeLength(array.length, from, to)];
    System.arraycopy(array, from, copy, 0, Math.min(array.length - from, copy.length));
    return copy;
  }

  public static short[] copyOfRange(short[] array, int from, int to) {
    short[] copy = new short[rangeLength(array.length, from, to)];
    System.arraycopy(array, from, copy, 0, Math.min(array.length - from, copy.length));
    return copy;
  }

  public static int[] copyOfRange(int[] array, int from, int to) {
    int[] copy = new int[rangeLength(array.length, from, to)];
    System.arraycopy(array, from, copy, 0, Math.min(array.length - from, copy.length));
    return copy;
  }

  public static long[] copyOfRange(long[] array, int from, int to) {
    long[] copy = new long[rangeLength(array.length, from, to)];
    System.arraycopy(array, from, copy, 0, Math.min(array.length - from, copy.length));
    return copy;
  }

  public static char[] copyOfRange(char[] array, int from, int to) {
    char[] copy = new char[rangeLength(array.length, from, to)];
    System.arraycopy(array, from, copy, 0, Math.min(array.length - from, copy.length));
    return copy;
  }

  public static boolean[] copyOfRange(boolean[] array, int from, int to) {
    boolean[] copy = new boolean[rangeLength(array.length, from, to)];
    System.arraycopy(array, from, copy, 0, Math.min(array.length - from, copy.length));
    return copy;
  }

  public static <T> @Nullable T[] copyOfRange(T[] array, int from, int to) {
    int length = rangeLength(array.length, from, to);
    // Of the array's own class; what it brings along is overwritten.
    @Nullable T[] copy = Arrays.copyOf(array, length);
    int present = Math.min(array.length - from, length);
    System.arraycopy(array, from, copy, 0, present);
    Arrays.fill(copy, present, length, null);
    return copy;
  }

  private static int rangeLength(int arrayLength, int from, int to) {
    if (from > to) {
      throw new IllegalArgumentException(from + " > " + to);
    }
    if (from < 0 || from > arrayLength) {
      throw new ArrayIndexOutOfBoundsException("Array index out of range: " + from);
    }
    return to - from;
  }
}
