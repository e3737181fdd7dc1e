package io.braid.scale;

/** What became of bytes from outside: a value, or the reason why they are none. */
public sealed interface Decoded<T> {
  record Value<T>(T value) implements Decoded<T> {}

  /** {@code reason} says what was expected, what was found, and at which byte. */
  record Malformed<T>(String reason) implements Decoded<T> {}
}
