package io.braid.wasm.builder;

/** Why there is no blob: a message for the author of the runtime. */
public final class BuildFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  public BuildFailure(String message) {
    super(message);
  }
}
