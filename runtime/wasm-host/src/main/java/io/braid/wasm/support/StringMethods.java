package io.braid.wasm.support;

import java.nio.charset.Charset;

/** For {@link String}. */
public final class StringMethods {
  private StringMethods() {}

  public static byte[] getBytes(String self, Charset charset) {
    return Text.encode(self, charset);
  }
}
