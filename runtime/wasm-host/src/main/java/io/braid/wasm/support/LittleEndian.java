package io.braid.wasm.support;

import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;
import org.teavm.interop.Address;

/**
 * Byte arrays as little-endian words, in place of the views of {@link
 * java.lang.invoke.MethodHandles#byteArrayViewVarHandle}: TeaVM has no {@link VarHandle}. Calls of
 * a handle become calls of these methods, and the handle itself is null.
 */
public final class LittleEndian {
  private LittleEndian() {}

  /** Where a handle would be made: refuses what the methods here cannot stand for. */
  public static @Nullable VarHandle byteArrayViewVarHandle(Class<?> view, ByteOrder order) {
    boolean supported = view == long[].class || view == int[].class;
    if (!supported || order != ByteOrder.LITTLE_ENDIAN) {
      throw new UnsupportedOperationException(
          "expected a little-endian view of int[] or long[], found another");
    }
    return null;
  }

  public static long getLong(byte[] bytes, int at) {
    check(bytes, at, Long.BYTES);
    return Address.ofData(bytes).add(at).getLong();
  }

  public static int getInt(byte[] bytes, int at) {
    check(bytes, at, Integer.BYTES);
    return Address.ofData(bytes).add(at).getInt();
  }

  public static void set(byte[] bytes, int at, long value) {
    check(bytes, at, Long.BYTES);
    Address.ofData(bytes).add(at).putLong(value);
  }

  public static void set(byte[] bytes, int at, int value) {
    check(bytes, at, Integer.BYTES);
    Address.ofData(bytes).add(at).putInt(value);
  }

  private static void check(byte[] bytes, int at, int count) {
    if (at < 0 || at > bytes.length - count) {
      throw new ArrayIndexOutOfBoundsException(
          "Index " + at + " out of bounds for length " + (bytes.length - count + 1));
    }
  }
}
