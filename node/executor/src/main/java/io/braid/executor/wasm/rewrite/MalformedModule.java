package io.braid.executor.wasm.rewrite;

/**
 * Bytes that are no module we accept. The message says what was expected, what was found, where.
 */
final class MalformedModule extends Exception {
  MalformedModule(String message) {
    super(message, null, false, false);
  }
}
