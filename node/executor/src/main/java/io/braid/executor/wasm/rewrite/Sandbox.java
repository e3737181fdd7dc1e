package io.braid.executor.wasm.rewrite;

import io.braid.primitives.Bytes;

/**
 * Writes limits into a module. The module that comes out exports what went in and, in addition, two
 * counters and, where there was a start function, that function: it no longer runs by itself.
 */
public final class Sandbox {
  /** The fuel that is left, an i64 to set before a call; below zero when the call ran out of it. */
  public static final String FUEL = "__braid_fuel";

  /** The stack units that are left, an i32; below zero when the call ran out of them. */
  public static final String STACK = "__braid_stack";

  /** What was the start function, if there was one. */
  public static final String START = "__braid_start";

  /** In front of the names that instrumentation needs for itself. */
  static final String RESERVED_PREFIX = "__braid_";

  private Sandbox() {}

  /**
   * What the instrumented module may use.
   *
   * @param memoryPages pages of 64 KiB, its first ones included
   * @param stackUnits sum over all active functions of their {@link FunctionShape#stackUnits}
   * @param tableEntries functions that can be called indirectly
   */
  public record Rules(int memoryPages, int stackUnits, int tableEntries) {}

  /** What became of a module. */
  public sealed interface Result {
    /**
     * @param hasStart whether {@link #START} is to be called before anything else
     */
    record Instrumented(Bytes wasm, boolean hasStart) implements Result {}

    /**
     * @param reason what was expected, what was found, and where
     */
    record Refused(String reason) implements Result {}
  }

  /** Instruments {@code wasm}; takes time and memory in proportion to its size. */
  public static Result instrument(Bytes wasm, Rules rules) {
    try {
      Module module = ModuleReader.read(wasm.unsafeArray());
      return new Result.Instrumented(ModuleWriter.write(module, rules), module.start().isPresent());
    } catch (MalformedModule e) {
      return new Result.Refused(String.valueOf(e.getMessage()));
    }
  }
}
