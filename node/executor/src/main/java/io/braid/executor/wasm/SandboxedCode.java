package io.braid.executor.wasm;

import io.braid.executor.host.NodeHost;
import io.braid.executor.host.RuntimeTrap;
import io.braid.executor.wasm.rewrite.Sandbox;
import io.braid.primitives.Bytes;
import io.braid.scale.ScaleException;
import run.endive.runtime.WasmInterruptedException;
import run.endive.wasm.WasmEngineException;

/** Foreign code with its limits written in, compiled and ready to be called any number of times. */
public final class SandboxedCode {
  private final CompiledCode code;
  private final boolean hasStart;

  private SandboxedCode(CompiledCode code, boolean hasStart) {
    this.code = code;
    this.hasStart = hasStart;
  }

  /** How a call ended. */
  public sealed interface Run {
    /**
     * @param fuelUsed the same on every machine
     */
    record Returned(Bytes output, long fuelUsed) implements Run {}

    record OutOfFuel() implements Run {}

    record StackExhausted() implements Run {}

    record OutOfMemory(String reason) implements Run {}

    record Trapped(String reason) implements Run {}

    /** The thread was interrupted: says nothing about the code. */
    record Interrupted() implements Run {}

    /** The engine itself failed: says nothing about the code. */
    record EngineFailed(String reason) implements Run {}
  }

  /**
   * Compiles an instrumented module.
   *
   * @throws RefusedCode when it is not valid
   */
  public static SandboxedCode load(Sandbox.Result.Instrumented module, CompiledCodeCache cache)
      throws RefusedCode {
    return new SandboxedCode(
        CompiledCode.compile(module.wasm().unsafeArray(), LargeFunctions.INTERPRET, cache),
        module.hasStart());
  }

  public boolean has(String entryPoint) {
    return code.exportsFunction(entryPoint);
  }

  /**
   * Calls {@code entryPoint} in a fresh instance. Needs a thread whose stack holds the stack units
   * that were written into the module, at 16 bytes each; interrupting that thread ends the call.
   */
  public Run run(NodeHost host, String entryPoint, byte[] arguments, long fuel) {
    WasmCall call = new WasmCall(host);
    WasmInstance instance;
    try {
      instance = WasmInstance.of(code, call, Integer.MAX_VALUE, new FuelMeter());
    } catch (RuntimeTrap | WasmEngineException e) {
      return new Run.Trapped("expected a module that starts: " + e.getMessage());
    }
    instance.setGlobal(Sandbox.FUEL, fuel);
    try {
      if (hasStart) {
        instance.start(Sandbox.START);
      }
      byte[] output = instance.call(entryPoint, arguments);
      return new Run.Returned(Bytes.wrap(output), fuel - instance.global(Sandbox.FUEL));
    } catch (WasmInterruptedException e) {
      return new Run.Interrupted();
    } catch (RuntimeTrap | ScaleException | WasmEngineException e) {
      return ended(instance, call, e);
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError | LinkageError e) {
      return new Run.EngineFailed(e.toString());
    }
  }

  private static Run ended(WasmInstance instance, WasmCall call, RuntimeException thrown) {
    if (instance.global(Sandbox.FUEL) < 0) {
      return new Run.OutOfFuel();
    }
    if ((int) instance.global(Sandbox.STACK) < 0) {
      return new Run.StackExhausted();
    }
    String reason = String.valueOf(thrown.getMessage());
    if (thrown instanceof RuntimeTrap.OutOfMemory) {
      return new Run.OutOfMemory(reason);
    }
    if (Thread.interrupted()) {
      return new Run.Interrupted();
    }
    return new Run.Trapped(call.lastError().map(line -> line + " (" + reason + ")").orElse(reason));
  }
}
