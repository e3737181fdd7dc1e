package io.braid.wasm.support;

import org.teavm.backend.wasm.WasmHeap;
import org.teavm.interop.Import;
import org.teavm.interop.Unmanaged;

/**
 * Ends a call whose recursion is too deep. TeaVM keeps object references on a stack of its own in
 * linear memory, just below the heap, and checks no bound: without this, depth silently overwrites
 * the heap. Woven in at the head of {@code WasmRuntime.allocStack}.
 */
@Unmanaged
public final class StackGuard {
  private static final int WORD_BYTES = 4;
  private static final int FRAME_OVERHEAD_BYTES = 16;

  private StackGuard() {}

  @Import(module = "braid", name = "stack_overflow")
  private static native void stackOverflow();

  /** Traps when a frame of {@code references} more words does not fit. */
  @Unmanaged
  public static void check(int references) {
    if (!WasmHeap.stack
        .add(references * WORD_BYTES + FRAME_OVERHEAD_BYTES)
        .isLessThan(WasmHeap.heapAddress)) {
      stackOverflow();
    }
  }
}
