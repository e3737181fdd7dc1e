package io.braid.parachains.pvf;

import io.braid.executor.pvf.PvfExecutor;
import io.braid.executor.pvf.PvfHost;
import io.braid.executor.pvf.PvfKind;
import io.braid.executor.pvf.PvfOutcome;
import io.braid.executor.pvf.PvfPrecheck;
import io.braid.primitives.Bytes;
import io.braid.runtime.api.parachains.ValidationParamsCodec;
import io.braid.runtime.api.parachains.ValidationResult;
import io.braid.runtime.api.parachains.ValidationResultCodec;
import io.braid.scale.Decoded;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Validation functions in the WebAssembly sandbox, asked for on threads that are handed in. The
 * newest candidate goes first: on a machine that cannot keep up, the older ones are those whose
 * time is over, and working through them in order would never catch up.
 */
public final class WasmPvfWorkers implements PvfWorkers {
  private static final Logger LOG = LoggerFactory.getLogger(WasmPvfWorkers.class);

  /** Candidates that may wait at a time; the oldest goes. */
  private static final int MAX_WAITING = 8;

  private record Waiting(PvfTask task, Consumer<PvfVerdict> answer) {}

  private final PvfHost sandbox;
  private final Executor workers;
  private final Executor nodeThread;
  private final Deque<Waiting> waiting = new ArrayDeque<>();

  /**
   * @param workers where validations run
   * @param nodeThread brings a verdict back; must not run it at once
   */
  public WasmPvfWorkers(PvfHost sandbox, Executor workers, Executor nodeThread) {
    this.sandbox = sandbox;
    this.workers = workers;
    this.nodeThread = nodeThread;
  }

  /**
   * In this process, with one deadline for all.
   *
   * @param deadline a backstop behind the fuel limit
   */
  public WasmPvfWorkers(
      PvfExecutor sandbox, Executor workers, Executor nodeThread, Duration deadline) {
    this(sandbox.within(deadline), workers, nodeThread);
  }

  @Override
  public void prepare(Bytes code) {
    workers.execute(() -> {
      LOG.info("preparing a validation function of {} bytes", code.size());
      switch (sandbox.prepare(code)) {
        case PvfPrecheck.Accepted accepted ->
            LOG.info("a validation function of {} bytes is ready", code.size());
        case PvfPrecheck.Refused(String reason) ->
            LOG.warn("a validation function cannot be run: {}", reason);
        case PvfPrecheck.Undecided(String reason) ->
            LOG.warn("a validation function is not ready: {}", reason);
      }
    });
  }

  @Override
  public void precheck(Bytes code, Consumer<PvfPrecheck> answer) {
    workers.execute(() -> {
      PvfPrecheck result = sandbox.precheck(code);
      nodeThread.execute(() -> answer.accept(result));
    });
  }

  @Override
  public void validate(PvfTask task, Consumer<PvfVerdict> answer) {
    synchronized (waiting) {
      if (waiting.size() == MAX_WAITING) {
        tell(
            waiting.removeFirst(),
            new PvfVerdict.Undecided(
                "this machine is behind: " + MAX_WAITING + " newer candidates wait"));
      }
      waiting.addLast(new Waiting(task, answer));
    }
    workers.execute(this::runNewest);
  }

  private void runNewest() {
    Waiting newest;
    synchronized (waiting) {
      newest = waiting.pollLast();
    }
    if (newest != null) {
      tell(newest, run(newest.task));
    }
  }

  private void tell(Waiting asked, PvfVerdict verdict) {
    nodeThread.execute(() -> asked.answer.accept(verdict));
  }

  private PvfVerdict run(PvfTask task) {
    Bytes parameters = ValidationParamsCodec.CODEC.encodeToBytes(task.parameters());
    return switch (sandbox.validate(task.code(), parameters, task.kind())) {
      case PvfOutcome.Valid(Bytes result, long fuel) -> decoded(result);
      case PvfOutcome.CodeRefused(String reason) ->
          new PvfVerdict.Invalid("the validation function cannot be run: " + reason);
      case PvfOutcome.OutOfFuel(long limit) ->
          new PvfVerdict.Invalid("it did not end within " + limit + " units of fuel");
      case PvfOutcome.StackExhausted(int limit) ->
          new PvfVerdict.Invalid("it needed more than " + limit + " units of stack");
      case PvfOutcome.OutOfMemory(String reason) ->
          new PvfVerdict.Invalid("it needed too much memory: " + reason);
      case PvfOutcome.Trapped(String reason) -> new PvfVerdict.Invalid(reason);
      case PvfOutcome.TimedOut(Duration passed) ->
          unsure(task.kind(), "it did not end within " + passed);
      case PvfOutcome.EngineFailed(String reason) -> unsure(task.kind(), reason);
      case PvfOutcome.WorkerDied(String how) -> unsure(task.kind(), "its process: " + how);
      case PvfOutcome.NoWorker(String reason) -> new PvfVerdict.Undecided(reason);
    };
  }

  /** When the candidate may be the cause, all who approve would be silent, and the chain stand. */
  private static PvfVerdict unsure(PvfKind kind, String reason) {
    return switch (kind) {
      case BACKING -> new PvfVerdict.Undecided(reason);
      case APPROVAL -> new PvfVerdict.Invalid(reason);
    };
  }

  private static PvfVerdict decoded(Bytes result) {
    return switch (ValidationResultCodec.CODEC.tryDecode(result)) {
      case Decoded.Value<ValidationResult>(ValidationResult value) -> new PvfVerdict.Valid(value);
      case Decoded.Malformed<ValidationResult>(String reason) ->
          new PvfVerdict.Invalid("its result is malformed: " + reason);
    };
  }
}
