package io.braid.wasm.module;

import java.util.List;

/**
 * Where the functions of {@link Lowering} stand in a module: one after the other from {@code
 * first}.
 */
record LoweredFunctions(int first) {
  private static final int UNSIGNED = 1;
  private static final int LAST_SATURATING = 7;

  /** In the order of their positions. */
  static List<Lowering.Function> all() {
    return List.of(
        Lowering.memoryFill(),
        Lowering.memoryCopy(),
        Lowering.saturate(false, false),
        Lowering.saturate(true, false),
        Lowering.saturate(false, true),
        Lowering.saturate(true, true));
  }

  int memoryFill() {
    return first;
  }

  int memoryCopy() {
    return first + 1;
  }

  /** For the saturating conversions, whose number is the second one after the prefix 0xfc. */
  int saturating(int op) {
    if (op > LAST_SATURATING || (op & UNSIGNED) != 0) {
      throw new MalformedModuleException(
          "expected signed saturating conversions, memory.copy or memory.fill, found 0xfc " + op);
    }
    return first + 2 + op / 2;
  }
}
