package io.braid.wasm.builder;

import static org.assertj.core.api.Assertions.assertThat;

import io.braid.wasm.sample.SampleSections;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import run.endive.wasm.WasmModule;
import run.endive.wasm.types.Import;

/** The blob seen from outside: what a node reads before it runs anything. */
class BlobTest {
  private static final WasmModule MODULE = SampleBlob.BLOB.module();

  @Test
  void importsAreTheMemoryAndTheHostFunctionsThatTheRuntimeCalls() {
    TreeSet<String> imports = new TreeSet<>();
    for (int i = 0; i < MODULE.importSection().importCount(); i++) {
      Import found = MODULE.importSection().getImport(i);
      assertThat(found.module()).isEqualTo("env");
      imports.add(found.name());
    }
    TreeSet<String> expected =
        new TreeSet<>(HostImports.of(new MapHost(), new LinearMemory(memory())).keySet());
    expected.add("memory");
    assertThat(imports).isEqualTo(expected);
  }

  private static run.endive.runtime.Memory memory() {
    return new run.endive.runtime.ByteArrayMemory(new run.endive.wasm.types.MemoryLimits(1, 1));
  }

  @Test
  void exportsAreTheEntryPointsAndWhatHostsAskFor() {
    TreeMap<String, String> exports = new TreeMap<>();
    for (int i = 0; i < MODULE.exportSection().exportCount(); i++) {
      var export = MODULE.exportSection().getExport(i);
      exports.put(export.name(), export.exportType().name());
    }
    assertThat(exports)
        .containsOnlyKeys(
            "Sample_echo",
            "Sample_fail",
            "Sample_probes",
            "Sample_storage",
            "Sample_work",
            "__heap_base",
            "__indirect_function_table");
    assertThat(exports)
        .containsEntry("__heap_base", "GLOBAL")
        .containsEntry("Sample_echo", "FUNCTION");
  }

  @Test
  void nothingRunsBeforeTheFirstCall() {
    assertThat(MODULE.startSection()).isEmpty();
  }

  @Test
  void customSectionsHoldWhatTheRuntimeSaysOfItself() {
    assertThat(MODULE.customSections())
        .extracting(run.endive.wasm.types.CustomSection::name)
        .containsExactlyInAnyOrder("runtime_version", "runtime_apis");
    String blob = new String(SampleBlob.bytes(), java.nio.charset.StandardCharsets.ISO_8859_1);
    assertThat(blob)
        .contains(
            "runtime_version"
                + new String(
                    SampleSections.runtimeVersion(), java.nio.charset.StandardCharsets.ISO_8859_1));
  }

  @Test
  void twoBuildsGiveTheSameBytes(@TempDir Path directory) throws Exception {
    Path again = directory.resolve("again.wasm");
    WasmBuilder.build(SampleBlob.build(again));
    assertThat(Files.readAllBytes(again)).isEqualTo(SampleBlob.bytes());
    assertThat(WasmBuilder.build(SampleBlob.build(again)))
        .isEqualTo(new WasmBuilder.Outcome.UpToDate());
  }

  @Test
  void theHeapIsWhatWasAskedForAndLiesBelowTheHost() {
    WasmBuild build =
        new WasmBuild(
            SampleBlob.testClassPath(), SampleBlob.EXPORTS, Optional.empty(), 16, Path.of("x"));
    Blob.Run run = SampleBlob.BLOB.new Run(new MapHost());
    int heapBytes = build.heapMegabytes() << 20;
    assertThat(run.heapBase()).isBetween(heapBytes, heapBytes + (4 << 20));
  }
}
