package io.braid.rpc;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * The secret of clients that may do everything, from {@value #MIN_LENGTH} to {@value #MAX_LENGTH}
 * visible ASCII characters. It comes in a request's header: {@code Authorization: Bearer TOKEN}
 * (RFC 6750, section 2.1).
 */
public final class RpcToken {
  public static final int MIN_LENGTH = 32;
  public static final int MAX_LENGTH = 1024;

  private static final String SCHEME = "Bearer ";

  private final byte[] secret;

  /**
   * @throws IllegalArgumentException when the text cannot be a token; the message does not hold it
   */
  public RpcToken(String secret) {
    if (secret.length() < MIN_LENGTH
        || secret.length() > MAX_LENGTH
        || !secret.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      throw new IllegalArgumentException(
          "expected a token of "
              + MIN_LENGTH
              + " to "
              + MAX_LENGTH
              + " visible ASCII characters, found "
              + secret.length()
              + " characters");
    }
    this.secret = secret.getBytes(StandardCharsets.US_ASCII);
  }

  /** Whether a header presents some token. */
  static boolean isPresented(String authorization) {
    return authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
  }

  /**
   * Whether a header presents this token; how long that takes does not depend on its characters.
   */
  boolean isIn(String authorization) {
    return isPresented(authorization)
        && MessageDigest.isEqual(
            authorization.substring(SCHEME.length()).strip().getBytes(StandardCharsets.UTF_8),
            secret);
  }

  @Override
  public String toString() {
    return "a token that is not shown";
  }
}
