package io.braid.wasm.module;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads a module's bytes in order. Integers are LEB128. */
final class Cursor {
  private final byte[] bytes;
  private int at;

  Cursor(byte[] bytes) {
    this.bytes = bytes;
  }

  int position() {
    return at;
  }

  boolean atEnd() {
    return at >= bytes.length;
  }

  int u8() {
    return bytes[at++] & 255;
  }

  /** An unsigned number of at most 31 bits. */
  int u32() {
    int value = 0;
    int octet;
    int shift = 0;
    do {
      octet = u8();
      value |= (octet & 127) << shift;
      shift += 7;
    } while (octet > 127);
    return value;
  }

  /** Passes over a LEB128 number of any size and sign. */
  void skipNumber() {
    int octet;
    do {
      octet = u8();
    } while (octet > 127);
  }

  void skip(int count) {
    at += count;
  }

  byte[] raw(int count) {
    at += count;
    return Arrays.copyOfRange(bytes, at - count, at);
  }

  /** What was read since {@code start}. */
  byte[] since(int start) {
    return Arrays.copyOfRange(bytes, start, at);
  }

  byte[] rest() {
    return raw(bytes.length - at);
  }

  String name() {
    return new String(raw(u32()), StandardCharsets.UTF_8);
  }
}
