package io.braid.executor.wasm;

import io.braid.executor.host.RuntimeTrap;
import java.util.List;
import java.util.Optional;
import run.endive.runtime.ByteArrayMemory;
import run.endive.runtime.ImportMemory;
import run.endive.runtime.ImportValues;
import run.endive.runtime.Instance;
import run.endive.runtime.Memory;
import run.endive.runtime.WasmFunctionHandle;
import run.endive.wasm.types.ExternalType;
import run.endive.wasm.types.MemoryLimits;

/** One instance of a module, for one call. */
final class WasmInstance {
  private static final long[] NOTHING = {};
  private static final int MAX_PAGES = 1 << 14;

  private final Instance instance;
  private final WasmCall call;

  private WasmInstance(Instance instance, WasmCall call) {
    this.instance = instance;
    this.call = call;
  }

  /** Builds an instance whose memory may grow by {@code heapPages}, and runs its start function. */
  static WasmInstance of(CompiledCode code, WasmCall call, int heapPages, HostMeter meter) {
    ImportValues.Builder imports = ImportValues.builder();
    for (CompiledCode.ImportedFunction function : code.functions()) {
      imports.addFunction(
          new run.endive.runtime.HostFunction(
              function.module(), function.name(), function.type(), handle(function, call, meter)));
    }
    Instance.Builder builder =
        Instance.builder(code.module()).withMachineFactory(code.machines()).withStart(false);
    code.importedMemory()
        .ifPresent(memory ->
            imports.addMemory(
                new ImportMemory(
                    memory.module(), memory.name(), memory(memory.limits(), heapPages))));
    builder.withMemoryFactory(limits -> memory(limits, heapPages));
    Instance instance = builder.withImportValues(imports.build()).build();
    Memory memory = code.importedMemory().isPresent() ? imports(instance) : instance.memory();
    call.attach(memory, heapBase(code, instance));
    code.module()
        .startSection()
        .ifPresent(start -> instance.getMachine().call((int) start.startIndex(), NOTHING.clone()));
    return new WasmInstance(instance, call);
  }

  private static Memory imports(Instance instance) {
    return instance.imports().memory(0).memory();
  }

  private static Memory memory(MemoryLimits declared, int heapPages) {
    long pages = Math.min((long) declared.initialPages() + heapPages, MAX_PAGES);
    int max = (int) Math.min(pages, declared.maximumPages());
    return new ByteArrayMemory(new MemoryLimits(declared.initialPages(), max));
  }

  private static int heapBase(CompiledCode code, Instance instance) {
    var exports = code.module().exportSection();
    for (int i = 0; i < exports.exportCount(); i++) {
      if (exports.getExport(i).exportType() == ExternalType.GLOBAL
          && exports.getExport(i).name().equals("__heap_base")) {
        return (int) instance.exports().global("__heap_base").getValue();
      }
    }
    throw new RuntimeTrap("expected the global __heap_base to be exported, found none");
  }

  private static WasmFunctionHandle handle(
      CompiledCode.ImportedFunction imported, WasmCall call, HostMeter meter) {
    Optional<HostFunction> known = imported.function();
    if (known.isEmpty()) {
      return (instance, arguments) -> {
        throw new RuntimeTrap(
            "expected a host function that this node has, found a call of "
                + imported.module()
                + "."
                + imported.name());
      };
    }
    HostFunction.Body body = known.get().body();
    List<run.endive.wasm.types.ValType> returns = imported.type().returns();
    if (returns.isEmpty()) {
      return (instance, arguments) -> {
        meter.charge(instance, imported, arguments);
        body.call(call, arguments);
        return NOTHING;
      };
    }
    boolean narrow = returns.get(0).equals(run.endive.wasm.types.ValType.I32);
    return (instance, arguments) -> {
      meter.charge(instance, imported, arguments);
      long result = body.call(call, arguments);
      return new long[] {narrow ? (int) result : result};
    };
  }

  long global(String name) {
    return instance.exports().global(name).getValue();
  }

  void setGlobal(String name, long value) {
    instance.exports().global(name).setValue(value);
  }

  /** Calls a function without parameters and result. */
  void start(String name) {
    instance.export(name).apply();
  }

  /** Calls an entry point that takes and gives one span of bytes. */
  byte[] call(String entryPoint, byte[] arguments) {
    long pointer = arguments.length == 0 ? 0 : call.pointer(arguments);
    long[] result = instance.export(entryPoint).apply((int) pointer, arguments.length);
    if (result.length != 1) {
      throw new RuntimeTrap("expected " + entryPoint + " to return one span");
    }
    return call.read(result[0]);
  }
}
