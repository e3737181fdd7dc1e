package io.braid.executor.pvf.worker;

import io.braid.executor.host.RuntimeLog;
import io.braid.executor.pvf.MeteredThreads;
import io.braid.executor.pvf.PreparedPvf;
import io.braid.executor.pvf.PvfExecutor;
import io.braid.executor.pvf.PvfLimits;
import io.braid.executor.pvf.PvfPreparation;
import io.braid.executor.wasm.CompiledCodeCache;
import io.braid.primitives.Bytes;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A worker process's whole life: it answers one request after the other until there are no more.
 */
public final class PvfWorkerLoop {
  /** Functions that stay loaded; each holds up to some hundred megabytes. */
  private static final int LOADED = 2;

  /** The compiler recurses as deep as blocks are nested. */
  private static final long PREPARATION_STACK_BYTES = 64L << 20;

  private static final Duration UNLIMITED = Duration.ofDays(1);

  private final PvfExecutor executor;
  private final DataOutputStream out;

  private PvfWorkerLoop(PvfExecutor executor, DataOutputStream out) {
    this.executor = executor;
    this.out = out;
  }

  /**
   * @param in the process's standard input
   * @param out its standard output, on which nothing else may write
   * @param cache shared with other processes
   * @throws IOException when the node is gone
   */
  public static void serve(
      InputStream in, OutputStream out, PvfLimits limits, CompiledCodeCache cache)
      throws IOException {
    DataOutputStream answers = new DataOutputStream(new BufferedOutputStream(out, 1 << 16));
    DataInputStream requests = new DataInputStream(in);
    answers.writeInt(WorkerAnswer.GREETING);
    answers.flush();
    PvfWorkerLoop loop =
        new PvfWorkerLoop(
            new PvfExecutor(limits, new MeteredThreads(), RuntimeLog.NONE, LOADED, cache), answers);
    boolean more = true;
    while (more) {
      Optional<WorkerRequest> request = WorkerRequest.read(requests);
      more = request.isPresent() && loop.answer(request.get());
    }
  }

  /** Whether the process is still of use. */
  private boolean answer(WorkerRequest request) throws IOException {
    Optional<Bytes> parameters = request.parameters();
    // The node bounds loading for a run; the limit is the run's.
    Duration limit = parameters.isPresent() ? UNLIMITED : request.limit();
    Optional<PvfPreparation> preparation = prepared(request.code(), limit);
    if (preparation.isEmpty()) {
      say(new WorkerAnswer.TooSlow());
      return false;
    }
    switch (preparation.get()) {
      case PvfPreparation.Refused(String reason) -> say(new WorkerAnswer.Refused(reason));
      case PvfPreparation.Ready(PreparedPvf pvf) -> {
        say(new WorkerAnswer.Ready());
        if (parameters.isPresent()) {
          say(new WorkerAnswer.Ended(executor.execute(pvf, parameters.get(), request.limit())));
        }
      }
    }
    return true;
  }

  /**
   * Nothing when the limit has passed. The compiler hears no interruption, so its thread is left
   * behind, and the process must end.
   *
   * @throws IllegalStateException when the preparation failed without a word on the code
   */
  private Optional<PvfPreparation> prepared(Bytes code, Duration limit) {
    AtomicReference<PvfPreparation> result = new AtomicReference<>();
    Thread thread =
        MeteredThreads.start(PREPARATION_STACK_BYTES, () -> result.set(executor.load(code)));
    try {
      if (!MeteredThreads.endsWithin(thread, limit)) {
        return Optional.empty();
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts a worker's first thread", e);
    }
    return Optional.of(
        Optional.ofNullable(result.get())
            .orElseThrow(() -> new IllegalStateException("the preparation broke off")));
  }

  private void say(WorkerAnswer answer) throws IOException {
    WorkerAnswer.write(answer, out);
  }
}
