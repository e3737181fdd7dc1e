package io.braid.wasm.module;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Bytes of a module as they are written. Integers are LEB128. */
final class Sink {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  static byte[] code(int... octets) {
    return new Sink().op(octets).toArray();
  }

  Sink op(int... octets) {
    for (int octet : octets) {
      bytes.write(octet);
    }
    return this;
  }

  Sink u32(int value) {
    int rest = value;
    while (rest >>> 7 != 0) {
      bytes.write((rest & 127) | 128);
      rest >>>= 7;
    }
    bytes.write(rest);
    return this;
  }

  Sink signed(long value) {
    long rest = value;
    while (rest < -64 || rest > 63) {
      bytes.write((int) ((rest & 127) | 128));
      rest >>= 7;
    }
    bytes.write((int) (rest & 127));
    return this;
  }

  Sink raw(byte[] value) {
    bytes.writeBytes(value);
    return this;
  }

  Sink name(String name) {
    byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
    return u32(utf8.length).raw(utf8);
  }

  Sink section(int id, Sink content) {
    byte[] body = content.toArray();
    return op(id).u32(body.length).raw(body);
  }

  byte[] toArray() {
    return bytes.toByteArray();
  }
}
