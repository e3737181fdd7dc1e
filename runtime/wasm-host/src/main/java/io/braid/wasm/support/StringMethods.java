package io.braid.wasm.support;

import java.nio.charset.Charset;

/** For {@link String}. */
public final class StringMethods {
  private StringMethods() {}

  public static byte[] getBytes(String self, Charset charset) {
    return Text.encode(self, charset);
  }

  public static String substring(String self, int from, int to) {
    if (from < 0 || from > to || to > self.length()) {
      throw new StringIndexOutOfBoundsException(
          "begin " + from + ", end " + to + ", length " + self.length());
    }
    char[] part = new char[to - from];
    for (int i = 0; i < part.length; i++) {
      part[i] = self.charAt(from + i);
    }
    return new String(part);
  }
}
