package io.braid.executor;

/** Which build of a runtime a node runs. */
public enum ExecutionStrategy {
  /** The native one only: other code is refused. */
  NATIVE,
  /** The WebAssembly on chain, always. */
  WASM,
  /** The native one when it was built to the very code on chain, the WebAssembly otherwise. */
  AUTO
}
