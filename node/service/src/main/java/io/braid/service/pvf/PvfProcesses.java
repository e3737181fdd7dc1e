package io.braid.service.pvf;

import io.braid.executor.pvf.PvfTimeouts;
import io.braid.executor.pvf.worker.PvfWorkerPool;
import io.braid.executor.pvf.worker.WorkerCommands;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Workers in JVMs like this one, but with small heaps. */
public final class PvfProcesses {
  /** Before a candidate is tried again on which a worker died. */
  private static final Duration RETRY_PAUSE = Duration.ofSeconds(3);

  /** Of a heap for one preparation: more than any official runtime needs. */
  private static final int PREPARE_MIB = 1536;

  /** For two loaded functions, and one run's memory while it grows. */
  private static final int RUN_MIB = 1024;

  private PvfProcesses() {}

  /**
   * @param workers that run at a time
   * @param compiledCode where compiled code is kept; without, every worker compiles for itself
   * @throws IOException when there is no folder for temporary files
   */
  public static PvfWorkerPool open(int workers, Optional<Path> compiledCode) throws IOException {
    return PvfWorkerPool.open(
        new WorkerCommands(command(PREPARE_MIB, compiledCode), command(RUN_MIB, compiledCode)),
        workers,
        PvfTimeouts.STANDARD,
        RETRY_PAUSE);
  }

  private static List<String> command(int heapMib, Optional<Path> compiledCode) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // What the launcher made for faster starts fits a JVM with the same class path.
    Optional.ofNullable(System.getProperty("braid.aot"))
        .ifPresent(cache -> command.addAll(List.of("-XX:AOTCache=" + cache, "-Xlog:aot*=off")));
    command.addAll(
        List.of(
            "-Xmx" + heapMib + "m",
            "-XX:+UseSerialGC",
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:+DisplayVMOutputToStderr",
            "-XX:-DontCompileHugeMethods",
            "-XX:-UsePerfData",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Djava.io.tmpdir=.",
            "-cp",
            absolute(System.getProperty("java.class.path")),
            PvfWorkerMain.class.getName()));
    compiledCode.ifPresent(folder -> command.add(folder.toAbsolutePath().toString()));
    return command;
  }

  /** The worker's folder is another one. */
  private static String absolute(String classPath) {
    List<String> entries = new ArrayList<>();
    for (String entry : classPath.split(File.pathSeparator, -1)) {
      entries.add(Path.of(entry).toAbsolutePath().toString());
    }
    return String.join(File.pathSeparator, entries);
  }
}
