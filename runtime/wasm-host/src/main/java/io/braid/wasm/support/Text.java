package io.braid.wasm.support;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Text to bytes and back exactly as the JDK does it, also where the input is malformed: U+FFFD
 * stands for every maximal part of a sequence that could have begun a character, {@code ?} for half
 * a pair of surrogates.
 */
public final class Text {
  private static final char REPLACEMENT = '\uFFFD';
  private static final int LAST_LATIN = 255;
  private static final int LAST_ASCII = 127;

  private Text() {}

  public static byte[] encode(String text, Charset charset) {
    if (charset == StandardCharsets.UTF_8) {
      return encodeUtf8(text);
    }
    return encodeSingle(text, lastOf(charset));
  }

  public static char[] decode(byte[] bytes, Charset charset) {
    if (charset == StandardCharsets.UTF_8) {
      return decodeUtf8(bytes);
    }
    int last = lastOf(charset);
    char[] chars = new char[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      int octet = bytes[i] & 255;
      chars[i] = octet <= last ? (char) octet : REPLACEMENT;
    }
    return chars;
  }

  private static int lastOf(Charset charset) {
    if (charset == StandardCharsets.US_ASCII) {
      return LAST_ASCII;
    }
    if (charset == StandardCharsets.ISO_8859_1) {
      return LAST_LATIN;
    }
    throw new UnsupportedOperationException(
        "expected UTF-8, US-ASCII or ISO-8859-1, found " + charset.name());
  }

  private static byte[] encodeSingle(String text, int last) {
    byte[] bytes = new byte[text.length()];
    int size = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      bytes[size++] = (byte) (c <= last ? c : '?');
      if (isPair(text, i)) {
        i++;
      }
    }
    return Arrays.copyOf(bytes, size);
  }

  private static boolean isPair(String text, int at) {
    return Character.isHighSurrogate(text.charAt(at))
        && at + 1 < text.length()
        && Character.isLowSurrogate(text.charAt(at + 1));
  }

  private static byte[] encodeUtf8(String text) {
    byte[] bytes = new byte[text.length() * 3];
    int size = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        bytes[size++] = (byte) c;
      } else if (c < 0x800) {
        bytes[size++] = (byte) (0xC0 | c >> 6);
        bytes[size++] = continuation(c);
      } else if (isPair(text, i)) {
        int point = Character.toCodePoint(c, text.charAt(++i));
        bytes[size++] = (byte) (0xF0 | point >> 18);
        bytes[size++] = continuation(point >> 12);
        bytes[size++] = continuation(point >> 6);
        bytes[size++] = continuation(point);
      } else if (Character.isSurrogate(c)) {
        bytes[size++] = '?';
      } else {
        bytes[size++] = (byte) (0xE0 | c >> 12);
        bytes[size++] = continuation(c >> 6);
        bytes[size++] = continuation(c);
      }
    }
    return Arrays.copyOf(bytes, size);
  }

  private static byte continuation(int bits) {
    return (byte) (0x80 | bits & 0x3F);
  }

  private static char[] decodeUtf8(byte[] bytes) {
    char[] chars = new char[bytes.length];
    int size = 0;
    int at = 0;
    while (at < bytes.length) {
      int length = sequenceLength(bytes[at] & 255);
      int valid = validPart(bytes, at, length);
      if (valid < length || length == 0) {
        chars[size++] = REPLACEMENT;
        at += Math.max(1, valid);
        continue;
      }
      int point = point(bytes, at, length);
      if (length == 3 && point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
        chars[size++] = REPLACEMENT;
      } else if (length == 4) {
        chars[size++] = Character.highSurrogate(point);
        chars[size++] = Character.lowSurrogate(point);
      } else {
        chars[size++] = (char) point;
      }
      at += length;
    }
    return Arrays.copyOf(chars, size);
  }

  /** By the first byte; 0 when none begins so. */
  private static int sequenceLength(int first) {
    if (first < 0x80) {
      return 1;
    }
    if (first < 0xC2 || first > 0xF4) {
      return 0;
    }
    return first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
  }

  /** How many bytes of a sequence are there and fit together. */
  private static int validPart(byte[] bytes, int at, int length) {
    int valid = Math.min(1, length);
    while (valid < length
        && at + valid < bytes.length
        && isContinuation(bytes[at] & 255, valid, bytes[at + valid] & 255)) {
      valid++;
    }
    return valid;
  }

  private static boolean isContinuation(int first, int position, int octet) {
    if ((octet & 0xC0) != 0x80) {
      return false;
    }
    if (position > 1) {
      return true;
    }
    return switch (first) {
      case 0xE0 -> octet >= 0xA0;
      case 0xF0 -> octet >= 0x90;
      case 0xF4 -> octet < 0x90;
      default -> true;
    };
  }

  private static int point(byte[] bytes, int at, int length) {
    int point = length == 1 ? bytes[at] : bytes[at] & (0x7F >> length);
    for (int i = 1; i < length; i++) {
      point = point << 6 | bytes[at + i] & 0x3F;
    }
    return point;
  }
}
