package io.braid.wasm.support;

import org.teavm.interop.Address;
import org.teavm.interop.Unmanaged;

/**
 * Compares memory without the checks of Java's arrays. Unmanaged: nothing here allocates, throws or
 * is moved by a collection.
 */
@Unmanaged
final class RawBytes {
  private static final int WORD_BYTES = 8;

  private RawBytes() {}

  /** The first position at which two ranges differ, or {@code count}. */
  @Unmanaged
  static int mismatch(Address a, Address b, int count) {
    int at = 0;
    while (count - at >= WORD_BYTES && a.add(at).getLong() == b.add(at).getLong()) {
      at += WORD_BYTES;
    }
    while (at < count && a.add(at).getByte() == b.add(at).getByte()) {
      at++;
    }
    return at;
  }
}
