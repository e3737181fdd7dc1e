package io.braid.runtime.api;

/**
 * A runtime as the node sees it: one function behind names such as {@code Core_execute_block}. An
 * object of this kind is built with its {@link Host}, serves one call, and is thrown away, as a
 * WebAssembly instance is.
 */
public interface EntryPoints {
  /**
   * Calls the entry point {@code name}.
   *
   * @param name trait and method, joined by an underscore
   * @param arguments the SCALE forms of the arguments, one after the other
   * @return the SCALE form of the result
   * @throws IllegalArgumentException when the runtime has no such entry point
   * @throws RuntimeException when the runtime panics, as an invalid block makes it do
   */
  byte[] call(String name, byte[] arguments);
}
