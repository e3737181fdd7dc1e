package io.braid.wasm.builder;

import java.util.HashSet;
import java.util.Set;
import run.endive.runtime.Memory;

/**
 * The host's end of a module's memory: an allocator above {@code __heap_base} that only goes up and
 * remembers what was given back.
 */
final class LinearMemory {
  private static final int PAGE_BYTES = 65536;
  private static final int ALIGNMENT = 8;

  private final Memory memory;
  private final Set<Integer> allocated = new HashSet<>();
  private int top;

  LinearMemory(Memory memory) {
    this.memory = memory;
  }

  void startAt(int heapBase) {
    top = heapBase;
  }

  byte[] read(long span) {
    return memory.readBytes((int) span, (int) (span >>> 32));
  }

  /** Copies bytes into a new allocation; the span of it. */
  long give(byte[] bytes) {
    int address = (top + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    top = address + Math.max(ALIGNMENT, bytes.length);
    int pages = (top + PAGE_BYTES - 1) / PAGE_BYTES;
    if (pages > memory.pages() && memory.grow(pages - memory.pages()) < 0) {
      throw new IllegalStateException("expected room for " + pages + " pages, found none");
    }
    memory.write(address, bytes);
    allocated.add(address);
    return address & 0xFFFFFFFFL | (long) bytes.length << 32;
  }

  /** As {@link #give}; only the address. */
  long giveFixed(byte[] bytes) {
    return give(bytes) & 0xFFFFFFFFL;
  }

  void free(int address) {
    if (!allocated.remove(address)) {
      throw new IllegalStateException("freed " + address + ", which is not allocated");
    }
  }

  /** Allocations that nobody gave back. */
  int live() {
    return allocated.size();
  }
}
