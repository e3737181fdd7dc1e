package io.braid.wasm.builder;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The sample runtime's blob, built once for all tests. */
final class SampleBlob {
  static final String EXPORTS = "io.braid.wasm.sample.SampleExports";

  private static final Path FILE = Path.of("target", "sample", "sample.wasm");
  private static final byte[] BYTES = build();
  static final Blob BLOB = new Blob(BYTES);

  private SampleBlob() {}

  static byte[] bytes() {
    return BYTES.clone();
  }

  static WasmBuild build(Path output) {
    return new WasmBuild(
        testClassPath(), EXPORTS, Optional.of(SECTIONS), 16, WasmBuild.DEFAULT_LIMIT_BYTES, output);
  }

  static final String SECTIONS = "io.braid.wasm.sample.SampleSections";

  static List<Path> testClassPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .map(Path::of)
        .toList();
  }

  private static byte[] build() {
    try {
      WasmBuilder.build(build(FILE));
      return Files.readAllBytes(FILE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
