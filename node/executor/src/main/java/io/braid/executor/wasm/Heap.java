package io.braid.executor.wasm;

import io.braid.executor.host.RuntimeTrap;
import java.util.Arrays;
import run.endive.runtime.Memory;

/**
 * The host's allocator inside a runtime's memory: pieces of a power of two from 8 bytes to 32 MiB,
 * each behind a header of 8 bytes; freed pieces wait in a list of their size. The header of a piece
 * in use holds its order and a mark, that of a free one the next free piece.
 *
 * <p>Specification: appendix B, "Allocator", and the freeing-bump allocator that everybody uses.
 */
final class Heap {
  static final int PAGE_SIZE = 1 << 16;

  private static final int HEADER_SIZE = 8;
  private static final int MIN_SIZE = 8;
  private static final int MAX_SIZE = 1 << 25;
  private static final int ORDERS = 23;
  private static final long IN_USE = 1L << 32;
  private static final long NO_NEXT = 0xFFFFFFFFL;

  private final Memory memory;
  private final long[] free = new long[ORDERS];
  private long end;

  /** A heap from {@code base} on; it grows the memory up to what the memory allows. */
  Heap(Memory memory, int base) {
    this.memory = memory;
    end = ((base & 0xFFFFFFFFL) + 7) & ~7L;
    Arrays.fill(free, NO_NEXT);
  }

  /** Finds room for {@code size} bytes; returns where. */
  int allocate(int size) {
    if (size < 0 || size > MAX_SIZE) {
      throw new RuntimeTrap(
          "expected an allocation of at most "
              + MAX_SIZE
              + " bytes, found "
              + Integer.toUnsignedString(size));
    }
    int order = size <= MIN_SIZE ? 0 : 29 - Integer.numberOfLeadingZeros(size - 1);
    long header = free[order];
    if (header != NO_NEXT) {
      checkHeader(header);
      free[order] = memory.readLong((int) header) & 0xFFFFFFFFL;
    } else {
      header = end;
      extendTo(header + HEADER_SIZE + ((long) MIN_SIZE << order));
    }
    memory.writeLong((int) header, IN_USE | order);
    return (int) (header + HEADER_SIZE);
  }

  private void extendTo(long newEnd) {
    long needed = (newEnd + PAGE_SIZE - 1) / PAGE_SIZE;
    int pages = memory.pages();
    if (needed > pages) {
      long wanted = Math.min(Math.max(needed, 2L * pages), memory.maximumPages());
      if (needed > wanted || memory.grow((int) (wanted - pages)) < 0) {
        throw new RuntimeTrap.OutOfMemory(
            "expected a heap of at most "
                + memory.maximumPages()
                + " pages, found one that needs "
                + needed);
      }
    }
    end = newEnd;
  }

  void free(int pointer) {
    long header = (pointer & 0xFFFFFFFFL) - HEADER_SIZE;
    checkHeader(header);
    long content = memory.readLong((int) header);
    int order = (int) content;
    if ((content & IN_USE) == 0 || order < 0 || order >= ORDERS) {
      throw new RuntimeTrap("expected an allocated pointer to free, found " + pointer);
    }
    memory.writeLong((int) header, free[order]);
    free[order] = header;
  }

  private void checkHeader(long header) {
    if (header < 0 || header + HEADER_SIZE > (long) memory.pages() * PAGE_SIZE) {
      throw new RuntimeTrap("expected a header inside the memory, found one at " + header);
    }
  }
}
