package io.braid.executor.wasm.rewrite;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Reads a part of a module in order. */
final class Input {
  private final byte[] bytes;
  private final int end;
  private int at;

  Input(byte[] bytes, int from, int end) {
    this.bytes = bytes;
    this.end = end;
    at = from;
  }

  int position() {
    return at;
  }

  int end() {
    return end;
  }

  boolean hasMore() {
    return at < end;
  }

  int octet() throws MalformedModule {
    if (at == end) {
      throw new MalformedModule("expected one more byte at " + at + ", found the end");
    }
    return bytes[at++] & 255;
  }

  int peek() throws MalformedModule {
    int value = octet();
    at--;
    return value;
  }

  /** Passes over {@code count} bytes; returns where they start. */
  int skip(int count) throws MalformedModule {
    if (count < 0 || count > end - at) {
      throw new MalformedModule(
          "expected "
              + Integer.toUnsignedString(count)
              + " bytes at "
              + at
              + ", found "
              + (end - at));
    }
    int start = at;
    at += count;
    return start;
  }

  /** An unsigned 32-bit integer of at most 2^31 − 1: nothing we accept needs more. */
  int index() throws MalformedModule {
    long value = unsigned();
    if (value > Integer.MAX_VALUE) {
      throw new MalformedModule("expected an index below 2^31 at " + at + ", found " + value);
    }
    return (int) value;
  }

  long unsigned() throws MalformedModule {
    int start = at;
    long value = 0;
    for (int shift = 0; shift < 35; shift += 7) {
      int octet = octet();
      value |= (octet & 127L) << shift;
      if (octet < 128) {
        if (value > 0xFFFFFFFFL) {
          break;
        }
        return value;
      }
    }
    throw new MalformedModule("expected an unsigned 32-bit integer at " + start);
  }

  /** Passes over a signed integer of at most {@code maxBytes} in LEB128. */
  void skipSigned(int maxBytes) throws MalformedModule {
    int start = at;
    for (int i = 0; i < maxBytes; i++) {
      if (octet() < 128) {
        return;
      }
    }
    throw new MalformedModule("expected an integer of at most " + maxBytes + " bytes at " + start);
  }

  /** The number of items to come, each of at least one byte. */
  int count(String what, int max) throws MalformedModule {
    int start = at;
    int count = index();
    if (count > max || count > end - at) {
      throw new MalformedModule(
          "expected at most "
              + Math.min(max, end - at)
              + " "
              + what
              + " at "
              + start
              + ", found "
              + count);
    }
    return count;
  }

  String name() throws MalformedModule {
    int size = index();
    int start = skip(size);
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes, start, size))
          .toString();
    } catch (CharacterCodingException e) {
      throw new MalformedModule("expected a name in UTF-8 at " + start);
    }
  }

  Input part(int size) throws MalformedModule {
    int start = skip(size);
    return new Input(bytes, start, start + size);
  }

  byte[] copy(int from, int to) {
    return java.util.Arrays.copyOfRange(bytes, from, to);
  }

  byte[] array() {
    return bytes;
  }

  void expectEnd(String what) throws MalformedModule {
    if (at != end) {
      throw new MalformedModule(
          "expected the end of " + what + " at " + at + ", found " + (end - at) + " more bytes");
    }
  }
}
