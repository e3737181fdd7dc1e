package io.braid.scale;

/**
 * Bytes that are not the SCALE form of the wanted type. The message says what was expected, what
 * was found, and at which byte. Carries no stack trace: it is an answer, not a bug.
 */
public final class ScaleException extends RuntimeException {
  public ScaleException(String message) {
    super(message, null, false, false);
  }
}
