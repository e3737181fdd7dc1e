package io.braid.fuzz;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Optional;

/**
 * What a reader may use for bytes from outside: memory in proportion to their number, and little
 * time. It answers or refuses by its return value; whatever it throws ends the test.
 */
public final class Bounds {
  /** For tables and the like that a reader makes for any input. */
  private static final long BASE_BYTES = 4 << 20;

  private static final long NANOS = 10_000_000_000L;

  /** The first time, classes are loaded and instrumented on the same thread. */
  private static final int ATTEMPTS = 3;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private Bounds() {}

  /**
   * Runs a reader; again when it used too much, which must be so every time to count.
   *
   * @param inputBytes how many bytes it gets
   * @param perByte allocated bytes that it may use for one of them
   */
  public static void check(int inputBytes, long perByte, Runnable reader) {
    Optional<String> excess = Optional.empty();
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      excess = excess(BASE_BYTES + perByte * inputBytes, reader);
      if (excess.isEmpty()) {
        return;
      }
    }
    throw new AssertionError(
        "an input of " + inputBytes + " bytes: expected at most " + excess.orElseThrow());
  }

  private static Optional<String> excess(long permittedBytes, Runnable reader) {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    long start = System.nanoTime();
    reader.run();
    long nanos = System.nanoTime() - start;
    long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
    if (allocated > permittedBytes) {
      return Optional.of(permittedBytes + " bytes of memory, found " + allocated);
    }
    return nanos > NANOS
        ? Optional.of("10 s, found " + nanos / 1_000_000 + " ms")
        : Optional.empty();
  }
}
