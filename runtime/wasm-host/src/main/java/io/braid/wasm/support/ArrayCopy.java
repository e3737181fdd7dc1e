package io.braid.wasm.support;

import org.jspecify.annotations.Nullable;

/**
 * {@link System#arraycopy} with all its checks: TeaVM takes arrays of different types for arrays of
 * equal ones, and would write behind their end.
 */
public final class ArrayCopy {
  private ArrayCopy() {}

  public static void copy(Object from, int fromAt, Object to, int toAt, int count) {
    if (from.getClass() == to.getClass() && from.getClass().isArray()) {
      checkAndCopy(from, fromAt, to, toAt, count);
    } else if (from instanceof Object[] source && to instanceof Object[] target) {
      checkRange(source.length, fromAt, count);
      checkRange(target.length, toAt, count);
      copyOneByOne(source, fromAt, target, toAt, count);
    } else {
      throw new ArrayStoreException(
          "arraycopy: from " + from.getClass().getName() + " to " + to.getClass().getName());
    }
  }

  private static void checkAndCopy(Object from, int fromAt, Object to, int toAt, int count) {
    try {
      System.arraycopy(from, fromAt, to, toAt, count);
    } catch (IndexOutOfBoundsException e) {
      throw new ArrayIndexOutOfBoundsException(e.getMessage());
    }
  }

  private static void checkRange(int length, int at, int count) {
    if (at < 0 || count < 0 || at > length - count) {
      throw new ArrayIndexOutOfBoundsException(
          "arraycopy: " + count + " elements from " + at + " of " + length);
    }
  }

  /** Each store checks its element; two arrays of different classes never overlap. */
  private static void copyOneByOne(
      @Nullable Object[] from, int fromAt, @Nullable Object[] to, int toAt, int count) {
    for (int i = 0; i < count; i++) {
      to[toAt + i] = from[fromAt + i];
    }
  }
}
