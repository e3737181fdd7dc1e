package io.braid.crypto.hash;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-2 (FIPS 180-4), by the JDK. */
public final class Sha2 {
  private Sha2() {}

  public static byte[] hash256(byte[] input) {
    return digest("SHA-256").digest(input);
  }

  /** SHA-512 of the parts joined. */
  public static byte[] hash512(byte[]... parts) {
    MessageDigest digest = digest("SHA-512");
    for (byte[] part : parts) {
      digest.update(part);
    }
    return digest.digest();
  }

  private static MessageDigest digest(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has " + algorithm, e);
    }
  }
}
