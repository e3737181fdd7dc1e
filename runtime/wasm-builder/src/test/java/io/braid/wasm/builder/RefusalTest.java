package io.braid.wasm.builder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runtimes that cannot be built, and what their authors read. */
class RefusalTest {
  @TempDir private Path directory;

  private WasmBuild build(String exports) {
    return build(exports, WasmBuild.DEFAULT_LIMIT_BYTES);
  }

  private WasmBuild build(String exports, int limitBytes) {
    return new WasmBuild(
        SampleBlob.testClassPath(),
        exports,
        Optional.empty(),
        4,
        limitBytes,
        directory.resolve("no.wasm"));
  }

  @Test
  void aMethodThatTheClassLibraryLacksIsNamedWithItsCaller() {
    assertThatThrownBy(() -> WasmBuilder.build(build("io.braid.wasm.sample.UnsupportedExports")))
        .isInstanceOf(BuildFailure.class)
        .hasMessageContaining("java.util.StringJoiner")
        .hasMessageContaining("UnsupportedExports.java");
    assertThat(Files.exists(directory.resolve("no.wasm"))).isFalse();
  }

  @Test
  void aFunctionTooLargeForTheJvmIsNamed() {
    assertThatThrownBy(() -> WasmBuilder.build(build("io.braid.wasm.sample.OversizedExports")))
        .isInstanceOf(BuildFailure.class)
        .hasMessageContaining("exceeds the Java method size")
        .hasMessageContaining("PredefinedCharacterClasses");
  }

  @Test
  void aBlobLargerThanItsLimitIsRefusedWithWhatIsTooMuch() {
    assertThatThrownBy(() -> WasmBuilder.build(build(SampleBlob.EXPORTS, 10_000)))
        .isInstanceOf(BuildFailure.class)
        .hasMessageContaining("more than the limit of 10,000")
        .hasMessageContaining("The largest functions are:");
    assertThat(Files.exists(directory.resolve("no.wasm"))).isFalse();
  }

  @Test
  void aMissingClassIsNamed() {
    assertThatThrownBy(() -> WasmBuilder.build(build("io.braid.NoSuchExports")))
        .isInstanceOf(BuildFailure.class)
        .hasMessageContaining("io.braid.NoSuchExports");
  }

  @Test
  void aClassWithoutEntryPointsIsNamed() {
    assertThatThrownBy(() -> WasmBuilder.build(build("io.braid.wasm.sample.SampleRuntime")))
        .isInstanceOf(BuildFailure.class)
        .hasMessageContaining("@Export");
  }

  @Test
  void aWrongCommandSaysWhatWasExpected() {
    assertThatThrownBy(() -> WasmBuilderMain.parse(List.of("--exports", "a.B", "--heap", "4")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("--output FILE");
    assertThatThrownBy(() -> WasmBuilderMain.parse(List.of("--export", "a.B")))
        .hasMessageContaining("found --export");
  }

  @Test
  void aCommandIsReadInAnyOrder() {
    WasmBuild build =
        WasmBuilderMain.parse(
            List.of(
                "--heap",
                "8",
                "--limit",
                "3145728",
                "--output",
                "a/b.wasm",
                "--sections",
                "S",
                "--exports",
                "E"));
    assertThat(build.exportsClass()).isEqualTo("E");
    assertThat(build.output()).isEqualTo(Path.of("a/b.wasm"));
    assertThat(build.sections()).contains("S");
    assertThat(build.heapMegabytes()).isEqualTo(8);
    assertThat(build.limitBytes()).isEqualTo(3_145_728);
  }
}
