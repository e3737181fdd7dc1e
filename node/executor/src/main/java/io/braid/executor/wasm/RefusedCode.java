package io.braid.executor.wasm;

/** Why code is no runtime: says what was expected and what was found. */
public final class RefusedCode extends Exception {
  public RefusedCode(String message) {
    super(message, null, false, false);
  }
}
