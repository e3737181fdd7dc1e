package io.braid.crypto.ss58;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.braid.crypto.hash.Blake2b;
import io.braid.primitives.AccountId;
import io.braid.primitives.Bytes;
import java.util.Arrays;

/** Writes and reads SS58 addresses of 32-byte account ids. */
public final class Ss58 {
  /** The prefix of chains without one of their own; addresses start with 5. */
  public static final int GENERIC_PREFIX = 42;

  public static final int MAX_PREFIX = 16_383;

  private static final int CHECKSUM_SIZE = 2;

  /** Longer text cannot be an address: 36 bytes take at most 50 digits. */
  private static final int MAX_TEXT_SIZE = 64;

  private static final Bytes HASH_PREFIX = Bytes.wrap("SS58PRE".getBytes(US_ASCII));

  private Ss58() {}

  /**
   * @throws IllegalArgumentException when the prefix is not 0 to 16,383, or is 46 or 47
   */
  public static String encode(int prefix, AccountId account) {
    if (prefix < 0 || prefix > MAX_PREFIX || isReserved(prefix)) {
      throw new IllegalArgumentException(
          "expected a prefix from 0 to 16383 except 46 and 47, found " + prefix);
    }
    Bytes body = Bytes.concat(prefixBytes(prefix), account.bytes());
    int checksum = checksum(body);
    Bytes tail = Bytes.of((byte) (checksum >> 8), (byte) checksum);
    return Base58.encode(Bytes.concat(body, tail).unsafeArray());
  }

  public static Ss58Decoded decode(String text) {
    if (text.length() > MAX_TEXT_SIZE) {
      return refused(new Ss58Refusal.WrongSize(expectedSize(1), text.length()));
    }
    for (int i = 0; i < text.length(); i++) {
      if (Base58.digit(text, i) < 0) {
        return refused(new Ss58Refusal.NotBase58(i, text.charAt(i)));
      }
    }
    return decode(Base58.decode(text));
  }

  private static Ss58Decoded decode(byte[] bytes) {
    int first = bytes.length == 0 ? 0 : bytes[0] & 255;
    if (first >= 128) {
      return refused(new Ss58Refusal.UnknownPrefixForm(first));
    }
    int prefixSize = first < 64 ? 1 : 2;
    if (bytes.length != expectedSize(prefixSize)) {
      return refused(new Ss58Refusal.WrongSize(expectedSize(prefixSize), bytes.length));
    }
    int prefix = prefixSize == 1 ? first : longPrefix(first, bytes[1] & 255);
    if (isReserved(prefix)) {
      return refused(new Ss58Refusal.ReservedPrefix(prefix));
    }
    int end = prefixSize + AccountId.SIZE;
    int expected = checksum(Bytes.wrap(Arrays.copyOf(bytes, end)));
    int found = (bytes[end] & 255) << 8 | bytes[end + 1] & 255;
    if (expected != found) {
      return refused(new Ss58Refusal.WrongChecksum(expected, found));
    }
    AccountId account = AccountId.of(Arrays.copyOfRange(bytes, prefixSize, end));
    return new Ss58Decoded.Address(prefix, account);
  }

  private static int expectedSize(int prefixSize) {
    return prefixSize + AccountId.SIZE + CHECKSUM_SIZE;
  }

  private static boolean isReserved(int prefix) {
    return prefix == 46 || prefix == 47;
  }

  /** From 64 on: 01aaaaaa bbcccccc for the number 00cccccc aaaaaabb. */
  private static Bytes prefixBytes(int prefix) {
    return prefix < 64
        ? Bytes.of((byte) prefix)
        : Bytes.of((byte) (0x40 | (prefix & 0xfc) >> 2), (byte) (prefix >> 8 | (prefix & 3) << 6));
  }

  private static int longPrefix(int first, int second) {
    return (first & 0x3f) << 2 | second >> 6 | (second & 0x3f) << 8;
  }

  private static int checksum(Bytes body) {
    byte[] hash = Blake2b.hash512(Bytes.concat(HASH_PREFIX, body).unsafeArray());
    return (hash[0] & 255) << 8 | hash[1] & 255;
  }

  private static Ss58Decoded refused(Ss58Refusal reason) {
    return new Ss58Decoded.Refused(reason);
  }
}
