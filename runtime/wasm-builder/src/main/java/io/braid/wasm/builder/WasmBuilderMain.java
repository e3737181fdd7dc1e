package io.braid.wasm.builder;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The builder as a command. The runtime's class path is Java's own.
 *
 * <pre>{@code
 * java -cp … io.braid.wasm.builder.WasmBuilderMain --exports CLASS --output FILE
 *     [--sections CLASS] [--heap MEGABYTES] [--limit BYTES]
 * }</pre>
 *
 * Exit code 0: the blob is there; 1: the build failed; 2: the command was wrong.
 */
public final class WasmBuilderMain {
  private static final String USAGE =
      "expected --exports CLASS --output FILE [--sections CLASS] [--heap MEGABYTES]"
          + " [--limit BYTES], found ";

  private WasmBuilderMain() {}

  public static void main(String[] arguments) throws IOException {
    WasmBuild build;
    try {
      build = parse(Arrays.asList(arguments));
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(2);
      return;
    }
    try {
      System.out.println(describe(WasmBuilder.build(build), build.output()));
    } catch (BuildFailure e) {
      System.err.println("no " + build.output().getFileName() + ": " + e.getMessage());
      System.exit(1);
    }
  }

  static WasmBuild parse(List<String> arguments) {
    Optional<String> exports = Optional.empty();
    Optional<String> output = Optional.empty();
    Optional<String> sections = Optional.empty();
    int heap = WasmBuild.DEFAULT_HEAP_MEGABYTES;
    int limit = WasmBuild.DEFAULT_LIMIT_BYTES;
    for (int i = 0; i + 1 < arguments.size(); i += 2) {
      String value = arguments.get(i + 1);
      switch (arguments.get(i)) {
        case "--exports" -> exports = Optional.of(value);
        case "--output" -> output = Optional.of(value);
        case "--sections" -> sections = Optional.of(value);
        case "--heap" -> heap = Integer.parseInt(value);
        case "--limit" -> limit = Integer.parseInt(value);
        default -> throw new IllegalArgumentException(USAGE + arguments.get(i));
      }
    }
    if (exports.isEmpty() || output.isEmpty() || arguments.size() % 2 != 0) {
      throw new IllegalArgumentException(USAGE + String.join(" ", arguments));
    }
    return new WasmBuild(
        javaClassPath(), exports.get(), sections, heap, limit, Path.of(output.get()));
  }

  private static List<Path> javaClassPath() {
    List<Path> entries = new ArrayList<>();
    String classPath = System.getProperty("java.class.path", "");
    for (String entry : classPath.split(File.pathSeparator, -1)) {
      if (!entry.isEmpty()) {
        entries.add(Path.of(entry));
      }
    }
    return entries;
  }

  private static String describe(WasmBuilder.Outcome outcome, Path output) {
    return switch (outcome) {
      case WasmBuilder.Outcome.Built(int size, List<String> entryPoints) ->
          "%s: %,d bytes, %d entry points"
              .formatted(output.getFileName(), size, entryPoints.size());
      case WasmBuilder.Outcome.UpToDate() -> output.getFileName() + " is up to date";
    };
  }
}
