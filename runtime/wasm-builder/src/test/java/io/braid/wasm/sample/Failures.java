package io.braid.wasm.sample;

import java.util.ArrayList;
import java.util.List;

/** Ways for a call to end without a result. */
final class Failures {
  private Failures() {}

  /** Never returns normally. */
  static byte[] run(String kind) {
    switch (kind) {
      case "throw" -> throw new IllegalStateException("expected nothing, found a test");
      case "recursion" -> {
        return new byte[recurse(new Object[1], 1 << 30)];
      }
      case "memory" -> {
        List<byte[]> kept = new ArrayList<>();
        while (true) {
          kept.add(new byte[1 << 16]);
        }
      }
      default -> throw new IllegalArgumentException(kind);
    }
  }

  private static int recurse(Object[] carried, int left) {
    Object[] next = {carried};
    int below = left == 0 ? 0 : recurse(next, left - 1);
    return below + carried.length - next.length;
  }
}
