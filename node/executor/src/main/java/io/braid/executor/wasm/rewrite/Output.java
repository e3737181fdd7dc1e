package io.braid.executor.wasm.rewrite;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A growing buffer that parts of a module are written to. */
final class Output {
  private byte[] buffer = new byte[256];
  private int size;

  private void reserve(int extra) {
    if (buffer.length - size < extra) {
      buffer = Arrays.copyOf(buffer, Math.max(2 * buffer.length, size + extra));
    }
  }

  Output octets(int... values) {
    reserve(values.length);
    for (int value : values) {
      buffer[size++] = (byte) value;
    }
    return this;
  }

  Output raw(byte[] bytes) {
    return raw(bytes, 0, bytes.length);
  }

  Output raw(byte[] bytes, int from, int to) {
    reserve(to - from);
    System.arraycopy(bytes, from, buffer, size, to - from);
    size += to - from;
    return this;
  }

  /** An unsigned integer in LEB128. */
  Output index(int value) {
    int left = value;
    while (left >>> 7 != 0) {
      octets(left & 127 | 128);
      left >>>= 7;
    }
    return octets(left);
  }

  /** A signed integer in LEB128. */
  Output signed(long value) {
    long left = value;
    while (left >> 6 != 0 && left >> 6 != -1) {
      octets((int) (left & 127) | 128);
      left >>= 7;
    }
    return octets((int) (left & 127));
  }

  Output name(String name) {
    return sized(name.getBytes(StandardCharsets.UTF_8));
  }

  Output sized(byte[] bytes) {
    return index(bytes.length).raw(bytes);
  }

  Output sized(Output other) {
    return index(other.size).raw(other.buffer, 0, other.size);
  }

  Output append(Output other) {
    return raw(other.buffer, 0, other.size);
  }

  byte[] toArray() {
    return Arrays.copyOf(buffer, size);
  }
}
