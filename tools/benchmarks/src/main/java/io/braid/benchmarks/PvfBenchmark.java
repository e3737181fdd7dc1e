package io.braid.benchmarks;

import io.braid.chains.Blobs;
import io.braid.executor.host.RuntimeLog;
import io.braid.executor.pvf.DedicatedThreads;
import io.braid.executor.pvf.PreparedPvf;
import io.braid.executor.pvf.PvfExecutor;
import io.braid.executor.pvf.PvfHost;
import io.braid.executor.pvf.PvfKind;
import io.braid.executor.pvf.PvfLimits;
import io.braid.executor.pvf.PvfOutcome;
import io.braid.executor.pvf.PvfPreparation;
import io.braid.executor.pvf.worker.PvfWorkerPool;
import io.braid.primitives.Bytes;
import io.braid.runtime.api.parachains.ValidationParams;
import io.braid.runtime.api.parachains.ValidationParamsCodec;
import io.braid.service.pvf.PvfProcesses;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How long a validator's check of the template parachain's blocks takes: {@code validate_block} in
 * the metered WebAssembly sandbox, on an empty block and on one of 100 transfers. Cold is the first
 * time in a process: the code is instrumented and compiled, and the first block runs before the JVM
 * has compiled anything. Warm is the mean after that. Then the same in worker processes, as
 * validators do it. Argument: seconds to run each block warm, after as many seconds of warming up
 * (default 10).
 */
public final class PvfBenchmark {
  private static final int TRANSFERS = 100;
  private static final Duration DEADLINE = Duration.ofMinutes(1);

  private final PvfExecutor sandbox =
      new PvfExecutor(PvfLimits.STANDARD, new DedicatedThreads(), RuntimeLog.NONE, 1);
  private final PrintStream out;

  private PvfBenchmark(PrintStream out) {
    this.out = out;
  }

  private PreparedPvf prepare(Bytes code) {
    long start = System.nanoTime();
    PvfPreparation prepared = sandbox.load(code);
    out.printf("prepare, cold                     %9.1f ms%n", millisSince(start));
    return switch (prepared) {
      case PvfPreparation.Ready(PreparedPvf pvf) -> pvf;
      case PvfPreparation.Refused(String reason) -> throw new IllegalStateException(reason);
    };
  }

  private long run(PreparedPvf pvf, Bytes parameters) {
    return switch (sandbox.execute(pvf, parameters, DEADLINE)) {
      case PvfOutcome.Valid(Bytes result, long fuelUsed) -> fuelUsed;
      case PvfOutcome other -> throw new IllegalStateException("the block is refused: " + other);
    };
  }

  private void runCold(PreparedPvf pvf, String what, Bytes parameters) {
    long start = System.nanoTime();
    run(pvf, parameters);
    out.printf("first run, %-16s       %9.1f ms%n", what, millisSince(start));
  }

  private void runWarm(PreparedPvf pvf, String what, Bytes parameters, int seconds) {
    repeat(pvf, parameters, seconds);
    long here = processorMillis(ProcessHandle.current());
    long start = System.nanoTime();
    int runs = repeat(pvf, parameters, seconds);
    double millis = millisSince(start) / runs;
    double processor = (processorMillis(ProcessHandle.current()) - here) / (double) runs;
    out.printf(
        "warm, %-16s            %9.1f ms   (%d runs, %.1f ms of processor time, %d units of fuel,"
            + " proof and block %d bytes)%n",
        what, millis, runs, processor, run(pvf, parameters), parameters.size());
  }

  /** The same in worker processes, which start with nothing compiled. */
  private void runInProcesses(Bytes empty, Bytes full, int seconds) throws IOException {
    Bytes code = Blobs.of("template");
    Path compiled = Files.createTempDirectory("compiled");
    try (PvfWorkerPool pool = PvfProcesses.open(1, Optional.of(compiled))) {
      long start = System.nanoTime();
      pool.prepare(code);
      out.printf("worker: start, prepare            %9.1f ms%n", millisSince(start));
      start = System.nanoTime();
      validate(pool, code, empty);
      out.printf("worker: start, load, first run    %9.1f ms%n", millisSince(start));
      for (Bytes parameters : List.of(empty, full)) {
        repeat(() -> validate(pool, code, parameters), seconds);
        long here = processorMillis(ProcessHandle.current());
        long there = workersMillis(pool);
        start = System.nanoTime();
        int runs = repeat(() -> validate(pool, code, parameters), seconds);
        out.printf(
            "worker: warm, %8d bytes          %9.1f ms   (%d runs; processor time: the node %.1f,"
                + " the worker %.1f ms)%n",
            parameters.size(),
            millisSince(start) / runs,
            runs,
            (processorMillis(ProcessHandle.current()) - here) / (double) runs,
            (workersMillis(pool) - there) / (double) runs);
      }
    }
  }

  private static long workersMillis(PvfWorkerPool pool) {
    return pool.pids().stream()
        .flatMap(pid -> ProcessHandle.of(pid).stream())
        .mapToLong(PvfBenchmark::processorMillis)
        .sum();
  }

  private static long processorMillis(ProcessHandle process) {
    return process.info().totalCpuDuration().map(Duration::toMillis).orElse(0L);
  }

  private static void validate(PvfHost host, Bytes code, Bytes parameters) {
    PvfOutcome outcome = host.validate(code, parameters, PvfKind.APPROVAL);
    if (!(outcome instanceof PvfOutcome.Valid)) {
      throw new IllegalStateException("the block is refused: " + outcome);
    }
  }

  private int repeat(PreparedPvf pvf, Bytes parameters, int seconds) {
    return repeat(() -> run(pvf, parameters), seconds);
  }

  private static int repeat(Runnable work, int seconds) {
    long end = System.nanoTime() + seconds * 1_000_000_000L;
    int runs = 0;
    while (runs == 0 || System.nanoTime() < end) {
      work.run();
      runs++;
    }
    return runs;
  }

  private static double millisSince(long start) {
    return (System.nanoTime() - start) / 1e6;
  }

  private static Bytes encoded(ValidationParams parameters) {
    return ValidationParamsCodec.CODEC.encodeToBytes(parameters);
  }

  public static void main(String[] arguments) throws IOException {
    int seconds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10;
    Bytes empty = encoded(TemplateCandidate.withTransfers(0));
    Bytes full = encoded(TemplateCandidate.withTransfers(TRANSFERS));
    PvfBenchmark benchmark = new PvfBenchmark(System.out);
    PreparedPvf pvf = benchmark.prepare(Blobs.of("template"));
    benchmark.runCold(pvf, "empty block", empty);
    benchmark.runCold(pvf, TRANSFERS + " transfers", full);
    benchmark.runWarm(pvf, "empty block", empty, seconds);
    benchmark.runWarm(pvf, TRANSFERS + " transfers", full, seconds);
    benchmark.runInProcesses(empty, full, seconds);
  }
}
