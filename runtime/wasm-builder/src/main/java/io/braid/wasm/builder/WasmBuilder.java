package io.braid.wasm.builder;

import io.braid.wasm.module.MalformedModuleException;
import io.braid.wasm.module.RuntimeModule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Builds one blob. */
public final class WasmBuilder {
  /** What became of a build. */
  public sealed interface Outcome {
    record Built(int sizeBytes, List<String> entryPoints) implements Outcome {}

    /** The blob was there and made of the same inputs. */
    record UpToDate() implements Outcome {}
  }

  private static final int LARGEST_FUNCTIONS = 5;

  private WasmBuilder() {}

  /**
   * Builds unless the blob is up to date. A failed build leaves no blob.
   *
   * @throws BuildFailure with a message for the runtime's author
   */
  public static Outcome build(WasmBuild build) throws IOException {
    Path stamp = build.output().resolveSibling(build.output().getFileName() + ".inputs");
    String inputs = InputsHash.of(build);
    if (Files.exists(build.output())
        && Files.exists(stamp)
        && Files.readString(stamp).equals(inputs)) {
      return new Outcome.UpToDate();
    }
    Files.deleteIfExists(stamp);
    Files.deleteIfExists(build.output());
    List<String> entryPoints = ExportedMethods.names(build);
    byte[] blob = compile(build, entryPoints);
    Files.createDirectories(build.output().toAbsolutePath().getParent());
    Files.write(build.output(), blob);
    Files.writeString(stamp, inputs, StandardCharsets.UTF_8);
    return new Outcome.Built(blob.length, entryPoints);
  }

  private static byte[] compile(WasmBuild build, List<String> entryPoints) throws IOException {
    byte[] compiled = TeaVmCompiler.compile(build);
    byte[] blob;
    try {
      blob = RuntimeModule.write(compiled, entryPoints, CustomSections.of(build));
    } catch (MalformedModuleException e) {
      throw new BuildFailure("TeaVM wrote a module that cannot be a runtime: " + e.getMessage());
    }
    try {
      BlobCheck.check(blob, entryPoints);
    } catch (BuildFailure e) {
      throw new BuildFailure(e.getMessage() + largest(compiled));
    }
    if (blob.length > build.limitBytes()) {
      throw new BuildFailure(
          "the blob has %,d bytes, %,d more than the limit of %,d; leave out what it does not need"
                  .formatted(blob.length, blob.length - build.limitBytes(), build.limitBytes())
              + largest(compiled));
    }
    return blob;
  }

  private static String largest(byte[] compiled) {
    StringBuilder text = new StringBuilder("\nThe largest functions are:");
    for (RuntimeModule.Function function :
        RuntimeModule.largestFunctions(compiled, LARGEST_FUNCTIONS)) {
      text.append("\n  ")
          .append(function.name())
          .append(", ")
          .append(function.sizeBytes())
          .append(" bytes");
    }
    return text.toString();
  }
}
