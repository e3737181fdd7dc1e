package io.braid.executor.host;

/**
 * A runtime's call that ended without a result: a panic, an exhausted limit, a broken rule of the
 * host interface. Says something about the runtime and its input, never about the node.
 */
public sealed class RuntimeTrap extends RuntimeException {
  public RuntimeTrap(String message) {
    super(message, null, false, false);
  }

  /** With what the runtime threw; for natively run runtimes, whose stack trace helps its author. */
  public RuntimeTrap(String message, Throwable cause) {
    super(message, cause);
  }

  /** The call asked for more memory than it may have. */
  public static final class OutOfMemory extends RuntimeTrap {
    public OutOfMemory(String message) {
      super(message);
    }
  }
}
