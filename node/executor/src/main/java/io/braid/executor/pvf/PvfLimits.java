package io.braid.executor.pvf;

/**
 * What one validation may use. All but {@code threadStackBytes} are consensus: validators with
 * other numbers judge other candidates valid.
 *
 * @param codeBytes of the unpacked module
 * @param memoryPages of 64 KiB
 * @param tableEntries functions that can be called indirectly
 * @param stackUnits of 16 bytes at most, as the instrumentation counts them
 * @param fuel about one unit an instruction; a few hundred million a second
 * @param threadStackBytes the stack that a thread must have for {@code stackUnits}
 */
public record PvfLimits(
    int codeBytes,
    int memoryPages,
    int tableEntries,
    int stackUnits,
    long fuel,
    long threadStackBytes) {
  /** 160 MiB of memory, 64 MiB of stack, and fuel for some seconds. */
  public static final PvfLimits STANDARD =
      new PvfLimits(50 << 20, 2560, 1 << 16, 4 << 20, 4_000_000_000L, 160L << 20);

  public PvfLimits {
    if (codeBytes < 1 || memoryPages < 1 || stackUnits < 1 || fuel < 1) {
      throw new IllegalArgumentException("expected limits above zero");
    }
    if (threadStackBytes < 16L * stackUnits) {
      throw new IllegalArgumentException(
          "expected a stack of at least "
              + 16L * stackUnits
              + " bytes for "
              + stackUnits
              + " units, found "
              + threadStackBytes);
    }
  }
}
