package io.braid.wasm.support;

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
}
