package io.braid.rpc.protocol;

/** What became of a parameter's JSON. */
public sealed interface Parsed<T> {
  record Value<T>(T value) implements Parsed<T> {}

  /**
   * @param found what was wrong with it, to follow the word "found"
   */
  record Wrong<T>(String found) implements Parsed<T> {}
}
