package io.braid.network.identity;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;

/** Base58 with Bitcoin's alphabet, multibase's {@code base58btc} without its prefix. */
final class Base58 {
  /** Longer text is refused: the work grows with the square. */
  static final int MAX_CHARACTERS = 128;

  private static final String ALPHABET =
      "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
  private static final BigInteger BASE = BigInteger.valueOf(58);

  private Base58() {}

  static String encode(byte[] bytes) {
    StringBuilder reversed = new StringBuilder();
    BigInteger rest = new BigInteger(1, bytes);
    while (rest.signum() > 0) {
      BigInteger[] parts = rest.divideAndRemainder(BASE);
      reversed.append(ALPHABET.charAt(parts[1].intValue()));
      rest = parts[0];
    }
    for (int i = 0; i < bytes.length && bytes[i] == 0; i++) {
      reversed.append('1');
    }
    return reversed.reverse().toString();
  }

  static Optional<byte[]> decode(String text) {
    if (text.length() > MAX_CHARACTERS) {
      return Optional.empty();
    }
    BigInteger number = BigInteger.ZERO;
    int zeros = 0;
    for (int i = 0; i < text.length(); i++) {
      int digit = ALPHABET.indexOf(text.charAt(i));
      if (digit < 0) {
        return Optional.empty();
      }
      number = number.multiply(BASE).add(BigInteger.valueOf(digit));
      zeros += number.signum() == 0 ? 1 : 0;
    }
    byte[] signed = number.toByteArray();
    byte[] plain =
        number.signum() == 0
            ? new byte[0]
            : signed[0] == 0 ? Arrays.copyOfRange(signed, 1, signed.length) : signed;
    byte[] bytes = new byte[zeros + plain.length];
    System.arraycopy(plain, 0, bytes, zeros, plain.length);
    return Optional.of(bytes);
  }
}
