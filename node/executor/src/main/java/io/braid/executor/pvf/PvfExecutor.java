package io.braid.executor.pvf;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.braid.executor.code.RuntimeBlob;
import io.braid.executor.host.HostKeystore;
import io.braid.executor.host.NodeHost;
import io.braid.executor.host.RuntimeLog;
import io.braid.executor.host.SignatureChecks;
import io.braid.executor.host.StatelessHost;
import io.braid.executor.wasm.CompiledCodeCache;
import io.braid.executor.wasm.RefusedCode;
import io.braid.executor.wasm.SandboxedCode;
import io.braid.executor.wasm.rewrite.Sandbox;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Prepares validation functions, each once, and runs them, in this process. Safe for use by several
 * threads. Preparations take what time and memory they take: where foreign code must not cost the
 * node any, use processes of their own.
 */
public final class PvfExecutor implements PvfHost {
  /** The one function that a validation function exports for us. */
  public static final String ENTRY_POINT = "validate_block";

  /** Of what a function returns: code, head and messages are far smaller by configuration. */
  public static final int MAX_RESULT_BYTES = 16 << 20;

  private final PvfLimits limits;
  private final PvfThreads threads;
  private final NodeHost host;
  private final Cache<Hash256, PvfPreparation> prepared;
  private final CompiledCodeCache cache;

  /**
   * @param log where the functions' own log lines go
   * @param capacity functions to keep compiled
   */
  public PvfExecutor(PvfLimits limits, PvfThreads threads, RuntimeLog log, int capacity) {
    this(limits, threads, log, capacity, CompiledCodeCache.NONE);
  }

  /**
   * @param cache spares compiling what was compiled in an earlier run
   */
  public PvfExecutor(
      PvfLimits limits, PvfThreads threads, RuntimeLog log, int capacity, CompiledCodeCache cache) {
    this.cache = cache;
    this.limits = limits;
    this.threads = threads;
    host = new StatelessHost(SignatureChecks.DIRECT, HostKeystore.NONE, log);
    prepared = Caffeine.newBuilder().maximumSize(capacity).executor(Runnable::run).build();
  }

  /**
   * Unpacks, instruments and compiles {@code code}, or finds what was made of it before. Seconds of
   * work for a large one. Whether code is refused follows from the code and the limits alone.
   */
  public PvfPreparation load(Bytes code) {
    return prepared.get(StatelessHost.BLAKE2.hash(code.unsafeArray()), hash -> load(hash, code));
  }

  @Override
  public PvfPrecheck precheck(Bytes code) {
    return switch (load(code)) {
      case PvfPreparation.Ready ready -> new PvfPrecheck.Accepted();
      case PvfPreparation.Refused(String reason) -> new PvfPrecheck.Refused(reason);
    };
  }

  @Override
  public PvfPrecheck prepare(Bytes code) {
    return precheck(code);
  }

  @Override
  public PvfOutcome validate(Bytes code, Bytes parameters, PvfKind kind) {
    return validate(code, parameters, PvfTimeouts.onTheWall(PvfTimeouts.STANDARD.execution(kind)));
  }

  /** As this, with one deadline for all validations. */
  public PvfHost within(Duration deadline) {
    return new PvfHost() {
      @Override
      public PvfPrecheck precheck(Bytes code) {
        return PvfExecutor.this.precheck(code);
      }

      @Override
      public PvfPrecheck prepare(Bytes code) {
        return PvfExecutor.this.prepare(code);
      }

      @Override
      public PvfOutcome validate(Bytes code, Bytes parameters, PvfKind kind) {
        return PvfExecutor.this.validate(code, parameters, deadline);
      }
    };
  }

  private PvfOutcome validate(Bytes code, Bytes parameters, Duration deadline) {
    return switch (load(code)) {
      case PvfPreparation.Ready(PreparedPvf pvf) -> execute(pvf, parameters, deadline);
      case PvfPreparation.Refused(String reason) -> new PvfOutcome.CodeRefused(reason);
    };
  }

  private PvfPreparation load(Hash256 hash, Bytes code) {
    return switch (RuntimeBlob.unpack(code, limits.codeBytes())) {
      case RuntimeBlob.Unpacked.Refused(String reason) -> new PvfPreparation.Refused(reason);
      case RuntimeBlob.Unpacked.Code(Bytes wasm) -> instrument(hash, wasm);
    };
  }

  private PvfPreparation instrument(Hash256 hash, Bytes wasm) {
    Sandbox.Rules rules =
        new Sandbox.Rules(limits.memoryPages(), limits.stackUnits(), limits.tableEntries());
    return switch (Sandbox.instrument(wasm, rules)) {
      case Sandbox.Result.Refused(String reason) -> new PvfPreparation.Refused(reason);
      case Sandbox.Result.Instrumented module -> compile(hash, module);
    };
  }

  private PvfPreparation compile(Hash256 hash, Sandbox.Result.Instrumented module) {
    try {
      SandboxedCode code = SandboxedCode.load(module, cache);
      return code.has(ENTRY_POINT)
          ? new PvfPreparation.Ready(new PreparedPvf(hash, code))
          : new PvfPreparation.Refused(
              "expected the function " + ENTRY_POINT + " to be exported, found none");
    } catch (RefusedCode e) {
      return new PvfPreparation.Refused(String.valueOf(e.getMessage()));
    }
  }

  /**
   * Validates one candidate.
   *
   * @param parameters the SCALE form of the validation parameters
   * @param deadline a backstop, far beyond what the fuel allows on a slow machine
   */
  public PvfOutcome execute(PreparedPvf pvf, Bytes parameters, Duration deadline) {
    AtomicReference<SandboxedCode.Run> run = new AtomicReference<>();
    threads.run(
        limits.threadStackBytes(),
        deadline,
        () -> run.set(pvf.code().run(host, ENTRY_POINT, parameters.unsafeArray(), limits.fuel())));
    SandboxedCode.Run ended =
        Optional.ofNullable(run.get()).orElseGet(SandboxedCode.Run.Interrupted::new);
    return switch (ended) {
      case SandboxedCode.Run.Returned(Bytes output, long fuelUsed) ->
          output.size() <= MAX_RESULT_BYTES
              ? new PvfOutcome.Valid(output, fuelUsed)
              : new PvfOutcome.Trapped(
                  "expected a result of at most "
                      + MAX_RESULT_BYTES
                      + " bytes, found "
                      + output.size());
      case SandboxedCode.Run.OutOfFuel() -> new PvfOutcome.OutOfFuel(limits.fuel());
      case SandboxedCode.Run.StackExhausted() -> new PvfOutcome.StackExhausted(limits.stackUnits());
      case SandboxedCode.Run.OutOfMemory(String reason) -> new PvfOutcome.OutOfMemory(reason);
      case SandboxedCode.Run.Trapped(String reason) -> new PvfOutcome.Trapped(reason);
      case SandboxedCode.Run.Interrupted() -> new PvfOutcome.TimedOut(deadline);
      case SandboxedCode.Run.EngineFailed(String reason) -> new PvfOutcome.EngineFailed(reason);
    };
  }
}
