package io.braid.wasm.builder;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What to build.
 *
 * @param classPath the runtime's classes and everything they use, braid-wasm-host included; TeaVM's
 *     jars are added
 * @param exportsClass the class whose {@code @Export} methods become entry points; it has an empty
 *     {@code main}
 * @param sections a public class with static {@code byte[] runtimeVersion()} and {@code byte[]
 *     runtimeApis()}: the contents of the custom sections of those names
 * @param heapMegabytes what Java objects may take. Every instance has all of it from the start, so
 *     it costs time per call (about 0.1 ms per megabyte in Endive, nothing in an engine that maps
 *     pages lazily); but a block that fits a validator's heap must fit everybody's, so it must hold
 *     the largest block several times over
 * @param limitBytes the most that the blob may have: what the host configuration of a relay chain
 *     allows a parachain, for a parachain's
 * @param output the blob
 */
public record WasmBuild(
    List<Path> classPath,
    String exportsClass,
    Optional<String> sections,
    int heapMegabytes,
    int limitBytes,
    Path output) {
  /** Six times the largest block of 5 MiB, and room for what it touches. */
  public static final int DEFAULT_HEAP_MEGABYTES = 32;

  /** A blob that passes this cannot be loaded: the field's limit on what code may unpack to. */
  public static final int DEFAULT_LIMIT_BYTES = 50 << 20;

  private static final int MAX_HEAP_MEGABYTES = 1024;

  public WasmBuild {
    classPath = List.copyOf(classPath);
    if (heapMegabytes < 1 || heapMegabytes > MAX_HEAP_MEGABYTES) {
      throw new IllegalArgumentException(
          "expected a heap of 1 to " + MAX_HEAP_MEGABYTES + " MB, found " + heapMegabytes);
    }
  }
}
