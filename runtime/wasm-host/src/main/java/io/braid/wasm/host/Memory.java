package io.braid.wasm.host;

import io.braid.primitives.Bytes;
import org.teavm.interop.Address;

/** Moves bytes between the Java heap and the linear memory that the host sees. */
final class Memory {
  private Memory() {}

  /** Where {@code bytes} begin, until the next allocation. */
  static int address(byte[] bytes) {
    return Address.ofData(bytes).toInt();
  }

  /** Where {@code bytes} lie, until the next allocation. */
  static long span(byte[] bytes) {
    return (address(bytes) & 0xFFFFFFFFL) | (long) bytes.length << 32;
  }

  static long span(Bytes bytes) {
    return span(bytes.unsafeArray());
  }

  static byte[] copy(int address, int sizeBytes) {
    byte[] copy = new byte[sizeBytes];
    Address.moveMemoryBlock(Address.fromInt(address), Address.ofData(copy), sizeBytes);
    return copy;
  }

  /** Copies what the host left at {@code address} and frees it. */
  static byte[] take(int address, int sizeBytes) {
    byte[] copy = copy(address, sizeBytes);
    HostFunctions.free(address);
    return copy;
  }

  static byte[] take(long span) {
    return take((int) span, (int) (span >>> 32));
  }
}
