package io.braid.crypto.ss58;

import java.util.Arrays;

/**
 * Base58 with Bitcoin's alphabet: bytes as one big-endian number, each leading zero byte as a 1.
 */
public final class Base58 {
  private static final String ALPHABET =
      "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

  private Base58() {}

  public static String encode(byte[] bytes) {
    int zeros = 0;
    while (zeros < bytes.length && bytes[zeros] == 0) {
      zeros++;
    }
    int[] digits = new int[bytes.length * 138 / 100 + 1]; // log 256 / log 58 < 1.38
    int used = 0;
    for (int i = zeros; i < bytes.length; i++) {
      used = multiplyAdd(digits, used, 256, bytes[i] & 255, 58);
    }
    StringBuilder text = new StringBuilder("1".repeat(zeros));
    for (int i = used - 1; i >= 0; i--) {
      text.append(ALPHABET.charAt(digits[i]));
    }
    return text.toString();
  }

  /** The digit at a position, or −1 when it is none. */
  public static int digit(String text, int position) {
    return ALPHABET.indexOf(text.charAt(position));
  }

  /**
   * Text of digits only, as {@link #digit} tells, of at most a few hundred characters: the work
   * grows with the square.
   */
  public static byte[] decode(String text) {
    int zeros = 0;
    while (zeros < text.length() && text.charAt(zeros) == '1') {
      zeros++;
    }
    int[] reversed = new int[text.length()];
    int used = 0;
    for (int i = zeros; i < text.length(); i++) {
      used = multiplyAdd(reversed, used, 58, digit(text, i), 256);
    }
    byte[] bytes = new byte[zeros + used];
    Arrays.fill(bytes, 0, zeros, (byte) 0);
    for (int i = 0; i < used; i++) {
      bytes[bytes.length - 1 - i] = (byte) reversed[i];
    }
    return bytes;
  }

  /** number = number·factor + summand, in digits of {@code base}, lowest first; its new length. */
  private static int multiplyAdd(int[] number, int used, int factor, int summand, int base) {
    int carry = summand;
    int at = 0;
    for (; at < used || carry != 0; at++) {
      int value = number[at] * factor + carry;
      number[at] = value % base;
      carry = value / base;
    }
    return at;
  }
}
