package io.braid.executor.wasm;

import io.braid.executor.host.NodeHost;
import io.braid.executor.host.RuntimeTrap;
import io.braid.primitives.Bytes;
import io.braid.primitives.StateVersion;
import io.braid.runtime.api.Host.LogLevel;
import io.braid.scale.ScaleReader;
import io.braid.scale.ScaleWriter;
import java.util.Optional;
import run.endive.runtime.Memory;

/**
 * One call into a runtime: its host, its memory and its heap. Pointers are unsigned 32-bit; a span
 * is a pointer in the low half of a 64-bit value and a size in bytes in the high half.
 */
final class WasmCall {
  private final NodeHost host;
  private Optional<Memory> memory = Optional.empty();
  private Optional<Heap> heap = Optional.empty();
  private Optional<String> lastError = Optional.empty();
  private boolean batchValid = true;

  WasmCall(NodeHost host) {
    this.host = host;
  }

  void attach(Memory attached, int heapBase) {
    memory = Optional.of(attached);
    heap = Optional.of(new Heap(attached, heapBase));
  }

  NodeHost host() {
    return host;
  }

  Heap heap() {
    return heap.orElseThrow(() -> new RuntimeTrap("expected no allocation before the call starts"));
  }

  private Memory memory() {
    return memory.orElseThrow(
        () -> new RuntimeTrap("expected no host call before the call starts"));
  }

  /** The last line that the runtime logged as an error: a panic says its reason there. */
  Optional<String> lastError() {
    return lastError;
  }

  void log(LogLevel level, String target, String message) {
    if (level == LogLevel.ERROR) {
      lastError = Optional.of(message);
    }
    host.log(level, target, message);
  }

  void startBatch() {
    batchValid = true;
  }

  boolean addToBatch(boolean valid) {
    batchValid &= valid;
    return valid;
  }

  boolean finishBatch() {
    boolean valid = batchValid;
    batchValid = true;
    return valid;
  }

  private void check(int pointer, int size) {
    long end = (pointer & 0xFFFFFFFFL) + (size & 0xFFFFFFFFL);
    long memorySize = (long) memory().pages() * Heap.PAGE_SIZE;
    if (end > memorySize) {
      throw new RuntimeTrap(
          "expected a span inside the memory of "
              + memorySize
              + " bytes, found one that ends at "
              + end);
    }
  }

  /** The bytes of a span. */
  byte[] read(long span) {
    return read((int) span, (int) (span >>> 32));
  }

  byte[] read(int pointer, int size) {
    check(pointer, size);
    return memory().readBytes(pointer, size);
  }

  Bytes bytes(long span) {
    return Bytes.wrap(read(span));
  }

  /** The bytes at a pointer whose size the function's contract fixes. */
  byte[] fixed(long pointer, int size) {
    return read((int) pointer, size);
  }

  String text(long span) {
    return new String(read(span), java.nio.charset.StandardCharsets.UTF_8);
  }

  /** The four characters of a key type. */
  String keyType(long pointer) {
    return new String(fixed(pointer, 4), java.nio.charset.StandardCharsets.ISO_8859_1);
  }

  ScaleReader scale(long span) {
    return new ScaleReader(read(span));
  }

  StateVersion version(long number) {
    return switch ((int) number) {
      case 0 -> StateVersion.V0;
      case 1 -> StateVersion.V1;
      default -> throw new RuntimeTrap("expected state version 0 or 1, found " + (int) number);
    };
  }

  void write(int pointer, byte[] bytes, int offset, int count) {
    check(pointer, count);
    memory().write(pointer, bytes, offset, count);
  }

  /** Allocates room for {@code bytes} and copies them there; returns the pointer, zero-extended. */
  long pointer(byte[] bytes) {
    int pointer = heap().allocate(bytes.length);
    write(pointer, bytes, 0, bytes.length);
    return pointer & 0xFFFFFFFFL;
  }

  /** Allocates room for {@code bytes} and copies them there; returns the span. */
  long span(byte[] bytes) {
    return pointer(bytes) | (long) bytes.length << 32;
  }

  long span(ScaleWriter out) {
    return span(out.toArray());
  }

  /** The SCALE form of an optional value. */
  long option(Optional<Bytes> value) {
    if (value.isEmpty()) {
      return span(new byte[1]);
    }
    Bytes bytes = value.get();
    return span(new ScaleWriter(bytes.size() + 6).u8(1).bytes(bytes));
  }

  static long bool(boolean value) {
    return value ? 1 : 0;
  }
}
