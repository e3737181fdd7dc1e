package io.braid.wasm.support;

import java.io.ByteArrayOutputStream;

/** For {@link ByteArrayOutputStream}. */
public final class ByteArrayOutputStreamMethods {
  private ByteArrayOutputStreamMethods() {}

  public static void writeBytes(ByteArrayOutputStream self, byte[] bytes) {
    self.write(bytes, 0, bytes.length);
  }
}
