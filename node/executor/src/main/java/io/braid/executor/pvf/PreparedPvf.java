package io.braid.executor.pvf;

import io.braid.executor.wasm.SandboxedCode;
import io.braid.primitives.Hash256;

/** A validation function that was instrumented and compiled. Safe for use by several threads. */
public final class PreparedPvf {
  private final Hash256 codeHash;
  private final SandboxedCode code;

  PreparedPvf(Hash256 codeHash, SandboxedCode code) {
    this.codeHash = codeHash;
    this.code = code;
  }

  /** The Blake2b-256 of the code on chain, packed or not. */
  public Hash256 codeHash() {
    return codeHash;
  }

  SandboxedCode code() {
    return code;
  }
}
