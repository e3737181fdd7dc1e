package io.braid.wasm.module;

/** The compiler wrote a module that no runtime may be: a failure of the build. */
public final class MalformedModuleException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public MalformedModuleException(String message) {
    super(message);
  }
}
