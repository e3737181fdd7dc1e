package io.braid.wasm.builder;

import static org.assertj.core.api.Assertions.assertThat;

import io.braid.wasm.sample.SampleSections;
import java.nio.charset.StandardCharsets;
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
    String blob = new String(SampleBlob.bytes(), StandardCharsets.ISO_8859_1);
    assertThat(blob)
        .contains(
            "runtime_version"
                + new String(SampleSections.runtimeVersion(), StandardCharsets.ISO_8859_1));
  }

  /** Within one process TeaVM numbers things differently the second time: see package-info. */
  @Test
  void twoProcessesBuildTheSameBytes(@TempDir Path directory) throws Exception {
    Path first = directory.resolve("first.wasm");
    Path second = directory.resolve("second.wasm");
    assertThat(runBuilder(first)).startsWith("first.wasm: ");
    assertThat(runBuilder(second)).startsWith("second.wasm: ");
    assertThat(Files.readAllBytes(second)).isEqualTo(Files.readAllBytes(first));
    assertThat(runBuilder(first)).isEqualTo("first.wasm is up to date");
    Files.writeString(directory.resolve("first.wasm.inputs"), "other inputs");
    assertThat(runBuilder(first)).startsWith("first.wasm: ");
  }

  private static String runBuilder(Path output) throws Exception {
    Process builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                WasmBuilderMain.class.getName(),
                "--exports",
                "io.braid.wasm.sample.EchoExports",
                "--output",
                output.toString())
            .redirectErrorStream(true)
            .start();
    String text = new String(builder.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(builder.waitFor()).as(text).isZero();
    return text.strip();
  }

  @Test
  void theHeapIsWhatWasAskedForAndLiesBelowTheHost() {
    WasmBuild build =
        new WasmBuild(
            SampleBlob.testClassPath(),
            SampleBlob.EXPORTS,
            Optional.empty(),
            16,
            WasmBuild.DEFAULT_LIMIT_BYTES,
            Path.of("x"));
    Blob.Run run = SampleBlob.BLOB.new Run(new MapHost());
    int heapBytes = build.heapMegabytes() << 20;
    assertThat(run.heapBase()).isBetween(heapBytes, heapBytes + (4 << 20));
  }
}
