package io.braid.executor.wasm;

import run.endive.runtime.Instance;

/** What a host call costs the caller, before it is made. */
@FunctionalInterface
interface HostMeter {
  HostMeter NONE = (instance, function, arguments) -> {};

  /** Takes the price of the call. */
  void charge(Instance instance, CompiledCode.ImportedFunction function, long[] arguments);
}
