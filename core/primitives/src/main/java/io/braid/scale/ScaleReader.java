package io.braid.scale;

import io.braid.primitives.Bytes;
import io.braid.primitives.U128;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads SCALE from an array, in order. Every method throws {@link ScaleException} when the bytes
 * end too soon or are not canonical; nothing is allocated on the word of a length before the bytes
 * are seen to be there.
 */
public final class ScaleReader {
  /** How deep {@link #nested} may go before input counts as hostile. */
  public static final int MAX_DEPTH = 64;

  private final byte[] buffer;
  private final int end;
  private int at;
  private int depth;

  public ScaleReader(byte[] bytes) {
    this(bytes, 0, bytes.length);
  }

  public ScaleReader(Bytes bytes) {
    this(bytes.unsafeArray());
  }

  public ScaleReader(byte[] bytes, int from, int to) {
    buffer = bytes;
    at = from;
    end = to;
  }

  private int take(int count, String what) {
    if (count < 0 || end - at < count) {
      throw new ScaleException(
          "expected " + count + " bytes of " + what + " at byte " + at + ", found " + (end - at));
    }
    int start = at;
    at += count;
    return start;
  }

  public int u8() {
    return buffer[take(1, "u8")] & 255;
  }

  /** The next byte, which stays the next. */
  public int peekU8() {
    int value = u8();
    at--;
    return value;
  }

  public boolean bool() {
    int value = u8();
    if (value > 1) {
      throw new ScaleException("expected a bool (0 or 1) at byte " + (at - 1) + ", found " + value);
    }
    return value == 1;
  }

  public int u16() {
    int p = take(2, "u16");
    return (buffer[p] & 255) | (buffer[p + 1] & 255) << 8;
  }

  /** All 32 bits: values above 2^31 − 1 come out negative. */
  public int u32() {
    return word(take(4, "u32"));
  }

  private int word(int p) {
    return (buffer[p] & 255)
        | (buffer[p + 1] & 255) << 8
        | (buffer[p + 2] & 255) << 16
        | (buffer[p + 3] & 255) << 24;
  }

  /** All 64 bits: values above 2^63 − 1 come out negative. */
  public long u64() {
    int p = take(8, "u64");
    return (word(p) & 0xFFFFFFFFL) | (long) word(p + 4) << 32;
  }

  public U128 u128() {
    long low = u64();
    return U128.of(u64(), low);
  }

  /** A compact integer that fits 128 bits, in its only canonical form. */
  public U128 compactU128() {
    int start = at;
    int first = u8();
    switch (first & 3) {
      case 0:
        return U128.of(first >>> 2);
      case 1:
        return canonical(U128.of((first | u8() << 8) >>> 2), 1L << 6, start);
      case 2:
        int low = first | u8() << 8;
        return canonical(U128.of((low | u16() << 16) >>> 2), 1L << 14, start);
      default:
        int count = (first >>> 2) + 4;
        if (count > 16) {
          throw new ScaleException(
              "expected a compact integer of at most 16 bytes at byte "
                  + start
                  + ", found "
                  + count);
        }
        int p = take(count, "compact integer");
        long lowBits = 0;
        long highBits = 0;
        for (int i = 0; i < count; i++) {
          long octet = buffer[p + i] & 255;
          if (i < 8) {
            lowBits |= octet << (8 * i);
          } else {
            highBits |= octet << (8 * (i - 8));
          }
        }
        if (buffer[p + count - 1] == 0) {
          throw nonCanonical(start);
        }
        return canonical(U128.of(highBits, lowBits), 1L << 30, start);
    }
  }

  private static U128 canonical(U128 value, long least, int start) {
    if (value.high() == 0 && Long.compareUnsigned(value.low(), least) < 0) {
      throw nonCanonical(start);
    }
    return value;
  }

  private static ScaleException nonCanonical(int start) {
    return new ScaleException(
        "expected the shortest form of a compact integer at byte "
            + start
            + ", found a longer one");
  }

  /** A compact integer that fits 64 bits; values above 2^63 − 1 come out negative. */
  public long compactU64() {
    int start = at;
    U128 value = compactU128();
    if (value.high() != 0) {
      throw new ScaleException("expected a compact u64 at byte " + start + ", found " + value);
    }
    return value.low();
  }

  /** A compact u32 of at most 2^31 − 1. */
  public int compactU32() {
    int start = at;
    long value = compactU64();
    if (value < 0 || value > Integer.MAX_VALUE) {
      throw new ScaleException(
          "expected a compact integer of at most "
              + Integer.MAX_VALUE
              + " at byte "
              + start
              + ", found "
              + Long.toUnsignedString(value));
    }
    return (int) value;
  }

  /**
   * The length in front of a list.
   *
   * @param max the most elements to accept
   * @param minElementBytes the least bytes an element takes: refuses a length that the remaining
   *     bytes cannot hold, before anything is allocated
   */
  public int length(int max, int minElementBytes) {
    int start = at;
    int length = compactU32();
    if (length > max) {
      throw new ScaleException(
          "expected at most " + max + " elements at byte " + start + ", found " + length);
    }
    if ((long) length * minElementBytes > end - at) {
      throw new ScaleException(
          "expected " + length + " elements at byte " + start + ", found " + (end - at) + " bytes");
    }
    return length;
  }

  /** {@code count} bytes without a length in front. */
  public byte[] raw(int count) {
    int start = take(count, "raw data");
    return Arrays.copyOfRange(buffer, start, start + count);
  }

  /** Bytes with their compact length in front, at most {@code max}. */
  public byte[] bytes(int max) {
    return raw(length(max, 1));
  }

  public Bytes rest() {
    return Bytes.wrap(raw(remaining()));
  }

  public String string(int maxBytes) {
    int start = at;
    byte[] text = bytes(maxBytes);
    String decoded = new String(text, StandardCharsets.UTF_8);
    if (!ByteBuffer.wrap(decoded.getBytes(StandardCharsets.UTF_8)).equals(ByteBuffer.wrap(text))) {
      throw new ScaleException("expected UTF-8 at byte " + start);
    }
    return decoded;
  }

  public <T> T read(Codec<T> codec) {
    return codec.decode(this);
  }

  /** Reads a value that may hold values of its own type, refusing a hostile depth. */
  public <T> T nested(Codec<T> codec) {
    if (++depth > MAX_DEPTH) {
      throw new ScaleException("expected at most " + MAX_DEPTH + " nested values at byte " + at);
    }
    T value = codec.decode(this);
    depth--;
    return value;
  }

  public int position() {
    return at;
  }

  public int remaining() {
    return end - at;
  }

  public void expectEnd() {
    if (at != end) {
      throw new ScaleException(
          "expected the end at byte " + at + ", found " + (end - at) + " more bytes");
    }
  }
}
