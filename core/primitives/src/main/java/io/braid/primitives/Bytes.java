package io.braid.primitives;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * An immutable sequence of bytes, ordered as unsigned bytes, lexicographically; a prefix sorts
 * before what it is a prefix of.
 */
public final class Bytes implements Comparable<Bytes> {
  public static final Bytes EMPTY = new Bytes(new byte[0]);

  private final byte[] value;

  private Bytes(byte[] value) {
    this.value = value;
  }

  /** A copy of {@code value}. */
  public static Bytes of(byte... value) {
    return value.length == 0 ? EMPTY : new Bytes(value.clone());
  }

  /** Takes {@code value} without copying: the caller must never write to it again. */
  public static Bytes wrap(byte[] value) {
    return value.length == 0 ? EMPTY : new Bytes(value);
  }

  /**
   * Reads hexadecimal digits, with or without a leading {@code 0x}.
   *
   * @throws IllegalArgumentException when a character is no digit or the count is odd
   */
  public static Bytes fromHex(String hex) {
    return wrap(Hex.decode(hex));
  }

  public static Bytes utf8(String text) {
    return wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  public static Bytes concat(Bytes... parts) {
    int size = 0;
    for (Bytes part : parts) {
      size += part.value.length;
    }
    byte[] result = new byte[size];
    int at = 0;
    for (Bytes part : parts) {
      System.arraycopy(part.value, 0, result, at, part.value.length);
      at += part.value.length;
    }
    return wrap(result);
  }

  public int size() {
    return value.length;
  }

  public boolean isEmpty() {
    return value.length == 0;
  }

  public byte get(int index) {
    return value[index];
  }

  /** A copy, for the caller to keep. */
  public byte[] toArray() {
    return value.clone();
  }

  /** The array itself, for reading only: writing to it breaks immutability. */
  public byte[] unsafeArray() {
    return value;
  }

  /** The bytes from {@code from} (inclusive) to {@code to} (exclusive). */
  public Bytes slice(int from, int to) {
    return from == 0 && to == value.length ? this : wrap(Arrays.copyOfRange(value, from, to));
  }

  public Bytes slice(int from) {
    return slice(from, value.length);
  }

  public boolean startsWith(Bytes prefix) {
    if (value.length < prefix.value.length) {
      return false;
    }
    for (int i = 0; i < prefix.value.length; i++) {
      if (value[i] != prefix.value[i]) {
        return false;
      }
    }
    return true;
  }

  /** Lower-case hexadecimal with a leading {@code 0x}. */
  public String hex() {
    return Hex.encode(value);
  }

  public String toUtf8() {
    return new String(value, StandardCharsets.UTF_8);
  }

  @Override
  public int compareTo(Bytes other) {
    return Arrays.compareUnsigned(value, other.value);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Bytes bytes && Arrays.equals(value, bytes.value);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(value);
  }

  /** The hexadecimal form, cut in the middle when longer than 40 bytes. */
  @Override
  public String toString() {
    return value.length <= 40
        ? hex()
        : slice(0, 16).hex()
            + "…"
            + slice(value.length - 8).hex().substring(2)
            + " ("
            + value.length
            + " bytes)";
  }
}
