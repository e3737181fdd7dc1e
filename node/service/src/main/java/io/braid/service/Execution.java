package io.braid.service;

import io.braid.executor.ExecutionStrategy;
import io.braid.executor.Executor;
import io.braid.executor.NativeRuntime;
import io.braid.executor.host.RuntimeLog;
import io.braid.executor.pvf.DedicatedThreads;
import io.braid.executor.pvf.PvfExecutor;
import io.braid.executor.pvf.PvfHost;
import io.braid.executor.pvf.PvfLimits;
import io.braid.executor.wasm.CompiledCodeCache;
import io.braid.executor.wasm.LargeFunctions;
import io.braid.executor.wasm.WasmRuntimes;
import java.util.List;

/**
 * What runs code, for all nodes of a process.
 *
 * @param runtimes runs chains' runtimes
 * @param sandbox runs parachains' validation functions
 */
public record Execution(Executor runtimes, PvfHost sandbox) {
  private static final int CACHED_RUNTIMES = 8;

  /**
   * Everything in this process.
   *
   * @param natives the runtimes that may run natively
   * @param compiledCode where compiled WebAssembly is kept
   */
  public static Execution of(
      ExecutionStrategy strategy, List<NativeRuntime> natives, CompiledCodeCache compiledCode) {
    return new Execution(
        new Executor(
            strategy,
            natives,
            new WasmRuntimes(CACHED_RUNTIMES, LargeFunctions.INTERPRET, compiledCode)),
        new PvfExecutor(
            PvfLimits.STANDARD,
            new DedicatedThreads(),
            RuntimeLog.NONE,
            CACHED_RUNTIMES,
            compiledCode));
  }

  /** The same, but validation functions run elsewhere. */
  public Execution withSandbox(PvfHost other) {
    return new Execution(runtimes, other);
  }
}
