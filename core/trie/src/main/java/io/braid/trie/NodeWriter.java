package io.braid.trie;

import io.braid.primitives.Bytes;
import java.util.Arrays;

/** Writes encoded nodes, one after the other, into one growing buffer. See {@link NodeView}. */
final class NodeWriter {
  private byte[] buffer = new byte[128];
  private int size;

  NodeWriter start() {
    size = 0;
    return this;
  }

  private void reserve(int extra) {
    if (buffer.length - size < extra) {
      buffer = Arrays.copyOf(buffer, Math.max(2 * buffer.length, size + extra));
    }
  }

  NodeWriter octet(int value) {
    reserve(1);
    buffer[size++] = (byte) value;
    return this;
  }

  /** The header of {@code kind} and the partial key. */
  NodeWriter header(NodeView.Kind kind, Nibbles partial) {
    int mask = (1 << kind.bits) - 1;
    int length = partial.length();
    reserve(2 + length / 255 + partial.packedSize());
    if (length < mask) {
      octet(kind.prefix | length);
    } else {
      octet(kind.prefix | mask);
      int rest = length - mask;
      for (; rest >= 255; rest -= 255) {
        octet(255);
      }
      octet(rest);
    }
    reserve(partial.packedSize());
    size = partial.write(buffer, size);
    return this;
  }

  NodeWriter bitmap(int bitmap) {
    return octet(bitmap).octet(bitmap >> 8);
  }

  NodeWriter raw(byte[] bytes) {
    return raw(bytes, 0, bytes.length);
  }

  NodeWriter raw(byte[] bytes, int offset, int count) {
    reserve(count);
    System.arraycopy(bytes, offset, buffer, size, count);
    size += count;
    return this;
  }

  /** Bytes with their compact length in front. */
  NodeWriter sized(byte[] bytes) {
    return sized(bytes, 0, bytes.length);
  }

  NodeWriter sized(byte[] bytes, int offset, int count) {
    return compact(count).raw(bytes, offset, count);
  }

  private NodeWriter compact(int value) {
    if (value < 1 << 6) {
      return octet(value << 2);
    }
    if (value < 1 << 14) {
      return octet(value << 2 | 1).octet(value >> 6);
    }
    if (value >= 1 << 30) {
      throw new IllegalArgumentException("expected a value below 2^30 bytes, found " + value);
    }
    return octet(value << 2 | 2).octet(value >> 6).octet(value >> 14).octet(value >> 22);
  }

  int size() {
    return size;
  }

  byte[] toArray() {
    return Arrays.copyOf(buffer, size);
  }

  Bytes toBytes() {
    return Bytes.wrap(toArray());
  }
}
