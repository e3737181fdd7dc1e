package io.braid.executor;

import io.braid.primitives.Bytes;

/** How a call into a runtime ended. */
public sealed interface CallResult {
  /** With a result; what it changed stands in the host's overlay. */
  record Returned(Bytes output) implements CallResult {}

  /**
   * Without one: the runtime panicked, or broke a limit or a rule of the host interface. The
   * overlay is as it was before the call.
   *
   * @param reason the runtime's last words, if it said any
   */
  record Trapped(String reason) implements CallResult {}

  /**
   * A node of the state that the call reads is not there: pruned, not synchronised yet, or missing
   * from a proof. Says nothing about the runtime. The overlay is as it was before the call.
   */
  record StateMissing(String reason) implements CallResult {}
}
