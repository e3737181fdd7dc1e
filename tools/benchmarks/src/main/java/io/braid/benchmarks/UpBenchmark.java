package io.braid.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Seconds from {@code ./braid up} to the event {@code ready}, and the process's resident memory two
 * minutes after its start, as Linux counts it in {@code /proc/PID/status}. The network runs as its
 * users run it: in a process of its own, from the launcher script on. Build first, or the build is
 * measured too. Arguments: the project's folder, then further arguments of {@code up}.
 */
public final class UpBenchmark {
  private static final Duration READY_WITHIN = Duration.ofMinutes(5);
  private static final Duration MEMORY_AT = Duration.ofMinutes(2);

  private UpBenchmark() {}

  public static void main(String[] arguments)
      throws IOException, InterruptedException, ExecutionException, TimeoutException {
    PrintStream out = System.out;
    Path home = Path.of(arguments.length > 0 ? arguments[0] : ".").toAbsolutePath().normalize();
    var command =
        new java.util.ArrayList<String>(
            java.util.List.of(home.resolve("braid").toString(), "up", "--json"));
    for (int i = 1; i < arguments.length; i++) {
      command.add(arguments[i]);
    }
    long start = System.nanoTime();
    // The launcher replaces itself by the JVM, so that the process is the network.
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try {
      CompletableFuture<Long> ready = CompletableFuture.supplyAsync(() -> readyNanos(process));
      double seconds = (ready.get(READY_WITHIN.toSeconds(), TimeUnit.SECONDS) - start) / 1e9;
      out.printf("ready after            %8.1f s%n", seconds);
      long left = MEMORY_AT.toNanos() - (System.nanoTime() - start);
      if (process.waitFor(Math.max(0, left), TimeUnit.NANOSECONDS)) {
        throw new IllegalStateException("the network ended with exit code " + process.exitValue());
      }
      for (String field : new String[] {"VmRSS", "VmHWM"}) {
        out.printf("%s at minute 2      %8d MiB%n", field, kibibytes(process.pid(), field) / 1024);
      }
    } finally {
      process.destroy();
      process.waitFor();
    }
  }

  /** Reads on after the event, so that the network never waits for its reader. */
  private static long readyNanos(Process process) {
    BufferedReader reader =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    try {
      String line = reader.readLine();
      while (line != null) {
        if (line.startsWith("{\"event\":\"ready\"")) {
          long now = System.nanoTime();
          Thread drain = new Thread(() -> reader.lines().forEach(ignored -> {}));
          drain.setDaemon(true);
          drain.start();
          return now;
        }
        line = reader.readLine();
      }
    } catch (IOException e) {
      throw new IllegalStateException("the network's output cannot be read", e);
    }
    throw new IllegalStateException("the network ended before it was ready");
  }

  private static long kibibytes(long pid, String field) throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
      if (line.startsWith(field + ":")) {
        return Long.parseLong(line.replaceAll("\\D", ""));
      }
    }
    throw new IOException("expected " + field + " in /proc/" + pid + "/status, found none");
  }
}
