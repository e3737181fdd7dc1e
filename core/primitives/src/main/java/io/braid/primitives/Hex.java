package io.braid.primitives;

/** Hexadecimal text, as Polkadot's JSON uses it: lower case, led by {@code 0x}. */
public final class Hex {
  private static final char[] DIGITS = "0123456789abcdef".toCharArray();

  private Hex() {}

  public static String encode(byte[] bytes) {
    char[] text = new char[2 + bytes.length * 2];
    text[0] = '0';
    text[1] = 'x';
    for (int i = 0; i < bytes.length; i++) {
      text[2 + 2 * i] = DIGITS[(bytes[i] >> 4) & 15];
      text[3 + 2 * i] = DIGITS[bytes[i] & 15];
    }
    return new String(text);
  }

  /**
   * Accepts upper and lower case, with or without {@code 0x}.
   *
   * @throws IllegalArgumentException naming the character or the odd count
   */
  public static byte[] decode(String text) {
    int start = text.startsWith("0x") ? 2 : 0;
    int digits = text.length() - start;
    if ((digits & 1) != 0) {
      throw new IllegalArgumentException(
          "expected an even number of hexadecimal digits, found " + digits);
    }
    byte[] bytes = new byte[digits / 2];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (digit(text, start + 2 * i) << 4 | digit(text, start + 2 * i + 1));
    }
    return bytes;
  }

  private static int digit(String text, int at) {
    char c = text.charAt(at);
    if (c >= '0' && c <= '9') {
      return c - '0';
    }
    int letter = c | 32;
    if (letter >= 'a' && letter <= 'f') {
      return letter - 'a' + 10;
    }
    throw new IllegalArgumentException(
        "expected a hexadecimal digit at position " + at + ", found '" + c + "'");
  }
}
