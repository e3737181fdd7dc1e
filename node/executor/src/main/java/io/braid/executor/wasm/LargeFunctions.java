package io.braid.executor.wasm;

/** What becomes of functions that are too large for a Java method (64 KB of bytecode). */
public enum LargeFunctions {
  /** They are interpreted, some hundred times slower; results are the same. */
  INTERPRET,
  /** The module is refused: for code that we built ourselves and can split. */
  REFUSE
}
