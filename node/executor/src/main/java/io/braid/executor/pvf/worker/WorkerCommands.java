package io.braid.executor.pvf.worker;

import java.util.List;

/**
 * How workers are started: commands whose process runs {@link PvfWorkerLoop#serve} on its standard
 * input and output, and ends with exit code 3 when its heap is full. A JVM does that with {@code
 * -XX:+ExitOnOutOfMemoryError}, and needs {@code -XX:+DisplayVMOutputToStderr} beside it, for else
 * its last words go between the answers.
 *
 * @param prepare with the memory that a preparation may take
 * @param run with the memory for loaded code and one run
 */
public record WorkerCommands(List<String> prepare, List<String> run) {
  public WorkerCommands {
    prepare = List.copyOf(prepare);
    run = List.copyOf(run);
  }
}
