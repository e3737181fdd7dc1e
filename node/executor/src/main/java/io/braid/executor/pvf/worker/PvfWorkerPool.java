package io.braid.executor.pvf.worker;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.braid.executor.host.StatelessHost;
import io.braid.executor.pvf.PvfHost;
import io.braid.executor.pvf.PvfKind;
import io.braid.executor.pvf.PvfOutcome;
import io.braid.executor.pvf.PvfPrecheck;
import io.braid.executor.pvf.PvfTimeouts;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs validation functions in worker processes. Those that run are kept, warm; one that prepares
 * ends with its work, for what the compiler needed is much. Compiled code goes from one to the
 * other by the cache on disk.
 */
public final class PvfWorkerPool implements PvfHost, AutoCloseable {
  /** Code whose fate is remembered. */
  private static final int KNOWN = 64;

  private static final Logger LOG = LoggerFactory.getLogger(PvfWorkerPool.class);

  private final WorkerCommands commands;
  private final PvfTimeouts timeouts;
  private final Duration retryPause;
  private final Path folder;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "pvf-deadlines");
        thread.setDaemon(true);
        return thread;
      });
  private final Cache<Hash256, PvfPrecheck> known =
      Caffeine.newBuilder().maximumSize(KNOWN).executor(Runnable::run).build();
  private final Semaphore preparing = new Semaphore(1, true);
  private final Semaphore running;
  private final Deque<WorkerProcess> idle = new ArrayDeque<>();
  private final Set<WorkerProcess> alive = new HashSet<>();
  private boolean closed;

  private PvfWorkerPool(
      WorkerCommands commands,
      int workers,
      PvfTimeouts timeouts,
      Duration retryPause,
      Path folder) {
    this.commands = commands;
    this.timeouts = timeouts;
    this.retryPause = retryPause;
    this.folder = folder;
    running = new Semaphore(workers, true);
  }

  /**
   * @param workers that run at a time, each with a heap of its own
   * @param retryPause before a candidate is tried again on which a worker died; Polkadot's is 3
   *     seconds
   * @throws IOException when there is no folder for temporary files
   */
  public static PvfWorkerPool open(
      WorkerCommands commands, int workers, PvfTimeouts timeouts, Duration retryPause)
      throws IOException {
    return new PvfWorkerPool(
        commands, workers, timeouts, retryPause, Files.createTempDirectory("braid-pvf"));
  }

  /** Of the processes that are running. */
  public synchronized Set<Long> pids() {
    Set<Long> pids = new HashSet<>();
    alive.forEach(worker -> pids.add(worker.pid()));
    return pids;
  }

  @Override
  public PvfPrecheck precheck(Bytes code) {
    return prepare(code, timeouts.precheck());
  }

  @Override
  public PvfPrecheck prepare(Bytes code) {
    return prepare(code, timeouts.preparation());
  }

  private PvfPrecheck prepare(Bytes code, Duration limit) {
    Hash256 hash = StatelessHost.BLAKE2.hash(code.unsafeArray());
    Optional<PvfPrecheck> before = Optional.ofNullable(known.getIfPresent(hash));
    if (before.isPresent()) {
      return before.get();
    }
    preparing.acquireUninterruptibly();
    try {
      // Another thread may have prepared the same meanwhile.
      before = Optional.ofNullable(known.getIfPresent(hash));
      return before.isPresent() ? before.get() : prepareNow(hash, code, limit);
    } finally {
      preparing.release();
    }
  }

  private PvfPrecheck prepareNow(Hash256 hash, Bytes code, Duration limit) {
    WorkerProcess worker;
    try {
      worker = start(commands.prepare());
    } catch (IOException e) {
      return new PvfPrecheck.Undecided("no worker can be started: " + e.getMessage());
    }
    try {
      WorkerRequest request = new WorkerRequest(code, Optional.empty(), limit);
      PvfPrecheck result =
          switch (worker.ask(request, PvfTimeouts.onTheWall(limit))) {
            case WorkerAnswer.Ready() -> remember(hash, new PvfPrecheck.Accepted());
            case WorkerAnswer.Refused(String reason) ->
                remember(hash, new PvfPrecheck.Refused(reason));
            case WorkerAnswer.TooSlow() -> tooSlow(limit);
            case WorkerAnswer.Ended ended ->
                new PvfPrecheck.Undecided("the worker answered another question");
          };
      LOG.info("prepared the validation function {}: {}", hash, result);
      return result;
    } catch (WorkerGone e) {
      LOG.warn("preparing the validation function {}: {}", hash, e.getMessage());
      if (e.heapFull()) {
        return new PvfPrecheck.Refused("its preparation: " + e.getMessage());
      }
      return e.late()
          ? tooSlow(limit)
          : new PvfPrecheck.Undecided("its preparation: " + e.getMessage());
    } finally {
      end(worker);
    }
  }

  private PvfPrecheck remember(Hash256 hash, PvfPrecheck result) {
    known.put(hash, result);
    return result;
  }

  private static PvfPrecheck tooSlow(Duration limit) {
    return new PvfPrecheck.Undecided("its preparation took longer than " + limit);
  }

  @Override
  public PvfOutcome validate(Bytes code, Bytes parameters, PvfKind kind) {
    PvfPrecheck prepared = prepare(code);
    if (prepared instanceof PvfPrecheck.Refused(String reason)) {
      return new PvfOutcome.CodeRefused(reason);
    }
    if (prepared instanceof PvfPrecheck.Undecided(String reason)) {
      return new PvfOutcome.NoWorker(reason);
    }
    Duration limit = timeouts.execution(kind);
    WorkerRequest request = new WorkerRequest(code, Optional.of(parameters), limit);
    long begun = System.nanoTime();
    PvfOutcome outcome = run(request);
    boolean again =
        switch (outcome) {
          case PvfOutcome.WorkerDied died -> kind == PvfKind.APPROVAL;
          case PvfOutcome.EngineFailed failed -> kind == PvfKind.APPROVAL;
          default -> false;
        };
    Duration taken = Duration.ofNanos(System.nanoTime() - begun).plus(retryPause);
    if (!again || taken.compareTo(limit) > 0 || !pause()) {
      return outcome;
    }
    LOG.warn("a validation is tried once more: {}", outcome);
    return run(request);
  }

  private boolean pause() {
    try {
      Thread.sleep(retryPause);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private PvfOutcome run(WorkerRequest request) {
    running.acquireUninterruptibly();
    try {
      WorkerProcess worker = borrow();
      PvfOutcome outcome = run(worker, request);
      giveBack(worker);
      return outcome;
    } catch (IOException e) {
      return new PvfOutcome.NoWorker("no worker can be started: " + e.getMessage());
    } finally {
      running.release();
    }
  }

  private PvfOutcome run(WorkerProcess worker, WorkerRequest request) {
    try {
      return switch (worker.ask(request, PvfTimeouts.onTheWall(timeouts.preparation()))) {
        case WorkerAnswer.Ready() -> {
          WorkerAnswer last = worker.next(PvfTimeouts.onTheWall(request.limit()));
          if (last instanceof WorkerAnswer.Ended(PvfOutcome outcome)) {
            yield outcome;
          }
          worker.kill();
          yield new PvfOutcome.WorkerDied("it was killed for an answer out of turn");
        }
        case WorkerAnswer.Refused(String reason) -> new PvfOutcome.CodeRefused(reason);
        case WorkerAnswer.TooSlow() -> new PvfOutcome.TimedOut(request.limit());
        case WorkerAnswer.Ended ended -> {
          worker.kill();
          yield new PvfOutcome.WorkerDied("it was killed for an answer out of turn");
        }
      };
    } catch (WorkerGone e) {
      LOG.warn("worker {} is gone: {}", worker.pid(), e.getMessage());
      return e.late()
          ? new PvfOutcome.TimedOut(request.limit())
          : new PvfOutcome.WorkerDied(String.valueOf(e.getMessage()));
    }
  }

  private WorkerProcess borrow() throws IOException {
    synchronized (this) {
      while (!idle.isEmpty()) {
        WorkerProcess worker = idle.pop();
        if (worker.isAlive()) {
          return worker;
        }
        alive.remove(worker);
      }
    }
    return start(commands.run());
  }

  private synchronized WorkerProcess start(List<String> command) throws IOException {
    if (closed) {
      throw new IOException("the node is closing");
    }
    WorkerProcess worker = WorkerProcess.start(command, folder, timer);
    alive.add(worker);
    return worker;
  }

  private synchronized void giveBack(WorkerProcess worker) {
    if (worker.isAlive() && !closed) {
      idle.push(worker);
    } else {
      end(worker);
    }
  }

  private synchronized void end(WorkerProcess worker) {
    worker.kill();
    alive.remove(worker);
  }

  /** Ends all workers; what they were asked is undecided. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      alive.forEach(WorkerProcess::kill);
      alive.clear();
      idle.clear();
    }
    timer.shutdownNow();
    try (Stream<Path> left = Files.walk(folder)) {
      for (Path path : left.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      LOG.warn("temporary files are left in {}: {}", folder, e.toString());
    }
  }
}
