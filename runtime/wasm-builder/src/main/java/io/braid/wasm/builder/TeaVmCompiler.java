package io.braid.wasm.builder;

import io.braid.wasm.weave.ArithmeticWeaver;
import io.braid.wasm.weave.ByteViewWeaver;
import io.braid.wasm.weave.CallWeaver;
import io.braid.wasm.weave.JdkMethodsWeaver;
import io.braid.wasm.weave.NullCheckWeaver;
import io.braid.wasm.weave.StackGuardWeaver;
import io.braid.wasm.weave.TreeMapWeaver;
import io.braid.wasm.weave.Utf8Weaver;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.teavm.diagnostics.DefaultProblemTextConsumer;
import org.teavm.diagnostics.Problem;
import org.teavm.tooling.TeaVMTargetType;
import org.teavm.tooling.TeaVMTool;
import org.teavm.tooling.TeaVMToolException;
import org.teavm.vm.TeaVMOptimizationLevel;

/** Runs TeaVM over a class path. */
final class TeaVmCompiler {
  private static final int MEGABYTE = 1 << 20;
  private static final String FILE_NAME = "compiled.wasm";

  private TeaVmCompiler() {}

  /**
   * The module as TeaVM writes it.
   *
   * @throws BuildFailure naming every problem that TeaVM found
   */
  static byte[] compile(WasmBuild build) throws IOException {
    Path directory = Files.createTempDirectory("braid-wasm");
    try {
      TeaVMTool tool = configure(build, directory);
      try {
        tool.generate();
      } catch (TeaVMToolException e) {
        throw new IOException("TeaVM failed on " + build.exportsClass(), e);
      }
      refuseProblems(tool, build);
      return Files.readAllBytes(directory.resolve(FILE_NAME));
    } finally {
      delete(directory);
    }
  }

  private static TeaVMTool configure(WasmBuild build, Path directory) {
    TeaVMTool tool = new TeaVMTool();
    tool.setClassLoader(TeaVmCompiler.class.getClassLoader());
    tool.setClassPath(classPath(build));
    tool.setMainClass(build.exportsClass());
    tool.setTargetType(TeaVMTargetType.WEBASSEMBLY);
    tool.setTargetDirectory(directory.toFile());
    tool.setTargetFileName(FILE_NAME);
    // Nothing grows the heap: memory behind it belongs to the host.
    tool.setMinHeapSize(build.heapMegabytes() * MEGABYTE);
    tool.setMaxHeapSize(build.heapMegabytes() * MEGABYTE);
    // FULL inlines into functions that the JVM's compilers give up on: twice as slow.
    tool.setOptimizationLevel(TeaVMOptimizationLevel.ADVANCED);
    tool.setWasmExceptionsUsed(false);
    // Casts and array accesses are checked as Java says.
    tool.setStrict(true);
    // Keeps the names of functions for messages; they do not get into the blob.
    tool.setObfuscated(false);
    tool.setAssertionsRemoved(true);
    tool.setDebugInformationGenerated(false);
    tool.getTransformers()
        .addAll(
            List.of(
                ArithmeticWeaver.class.getName(),
                ByteViewWeaver.class.getName(),
                CallWeaver.class.getName(),
                StackGuardWeaver.class.getName(),
                JdkMethodsWeaver.class.getName(),
                Utf8Weaver.class.getName(),
                TreeMapWeaver.class.getName(),
                NullCheckWeaver.class.getName()));
    return tool;
  }

  private static List<File> classPath(WasmBuild build) {
    List<File> files = new ArrayList<>();
    build.classPath().forEach(entry -> files.add(entry.toFile()));
    TeaVmJars.all().forEach(jar -> files.add(jar.toFile()));
    return files;
  }

  private static void refuseProblems(TeaVMTool tool, WasmBuild build) {
    List<Problem> problems = tool.getProblemProvider().getSevereProblems();
    if (problems.isEmpty()) {
      return;
    }
    StringBuilder message = new StringBuilder("TeaVM cannot compile " + build.exportsClass() + ":");
    for (Problem problem : problems) {
      DefaultProblemTextConsumer text = new DefaultProblemTextConsumer();
      problem.render(text);
      message.append("\n  ").append(text.getText());
      if (problem.getLocation() != null) {
        message
            .append(" at ")
            .append(problem.getLocation().getMethod())
            .append(' ')
            .append(problem.getLocation().getSourceLocation());
      }
    }
    throw new BuildFailure(message.toString());
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
