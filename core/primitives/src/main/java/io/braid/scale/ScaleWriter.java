package io.braid.scale;

import io.braid.primitives.Bytes;
import io.braid.primitives.U128;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A growing buffer that SCALE values are written to. Integers are little-endian. */
public final class ScaleWriter {
  private byte[] buffer;
  private int size;

  public ScaleWriter() {
    this(64);
  }

  public ScaleWriter(int capacityBytes) {
    buffer = new byte[Math.max(16, capacityBytes)];
  }

  private void reserve(int extra) {
    if (buffer.length - size < extra) {
      buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, size + extra));
    }
  }

  public ScaleWriter u8(int value) {
    reserve(1);
    buffer[size++] = (byte) value;
    return this;
  }

  public ScaleWriter bool(boolean value) {
    return u8(value ? 1 : 0);
  }

  public ScaleWriter u16(int value) {
    return u8(value).u8(value >>> 8);
  }

  public ScaleWriter u32(int value) {
    reserve(4);
    buffer[size] = (byte) value;
    buffer[size + 1] = (byte) (value >>> 8);
    buffer[size + 2] = (byte) (value >>> 16);
    buffer[size + 3] = (byte) (value >>> 24);
    size += 4;
    return this;
  }

  public ScaleWriter u64(long value) {
    return u32((int) value).u32((int) (value >>> 32));
  }

  public ScaleWriter u128(U128 value) {
    return u64(value.low()).u64(value.high());
  }

  /** The compact form of an unsigned 64-bit value. */
  public ScaleWriter compact(long value) {
    if (Long.compareUnsigned(value, 1L << 6) < 0) {
      return u8((int) value << 2);
    }
    if (Long.compareUnsigned(value, 1L << 14) < 0) {
      return u16((int) value << 2 | 1);
    }
    if (Long.compareUnsigned(value, 1L << 30) < 0) {
      return u32((int) value << 2 | 2);
    }
    int count = Math.max(4, 8 - Long.numberOfLeadingZeros(value) / 8);
    u8((count - 4) << 2 | 3);
    for (int i = 0; i < count; i++) {
      u8((int) (value >>> (8 * i)));
    }
    return this;
  }

  /** The compact form of an unsigned 128-bit value. */
  public ScaleWriter compact(U128 value) {
    if (value.high() == 0) {
      return compact(value.low());
    }
    int count = 16 - Long.numberOfLeadingZeros(value.high()) / 8;
    u8((count - 4) << 2 | 3);
    for (int i = 0; i < count; i++) {
      u8((int) ((i < 8 ? value.low() : value.high()) >>> (8 * (i & 7))));
    }
    return this;
  }

  /** Bytes without a length in front. */
  public ScaleWriter raw(byte[] bytes) {
    return raw(bytes, 0, bytes.length);
  }

  public ScaleWriter raw(byte[] bytes, int offset, int count) {
    reserve(count);
    System.arraycopy(bytes, offset, buffer, size, count);
    size += count;
    return this;
  }

  public ScaleWriter raw(Bytes bytes) {
    return raw(bytes.unsafeArray());
  }

  /** Bytes with their compact length in front. */
  public ScaleWriter bytes(byte[] bytes) {
    return compact(bytes.length).raw(bytes);
  }

  public ScaleWriter bytes(Bytes bytes) {
    return bytes(bytes.unsafeArray());
  }

  public ScaleWriter string(String text) {
    return bytes(text.getBytes(StandardCharsets.UTF_8));
  }

  public <T> ScaleWriter write(Codec<T> codec, T value) {
    codec.encode(value, this);
    return this;
  }

  public int size() {
    return size;
  }

  public byte[] toArray() {
    return Arrays.copyOf(buffer, size);
  }

  public Bytes toBytes() {
    return Bytes.wrap(toArray());
  }
}
