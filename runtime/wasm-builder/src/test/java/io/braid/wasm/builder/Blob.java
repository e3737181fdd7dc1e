package io.braid.wasm.builder;

import io.braid.runtime.api.EntryPoints;
import io.braid.runtime.api.Host;
import java.util.Map;
import java.util.function.Function;
import run.endive.compiler.MachineFactoryCompiler;
import run.endive.runtime.ByteArrayMemory;
import run.endive.runtime.HostFunction;
import run.endive.runtime.ImportMemory;
import run.endive.runtime.ImportValues;
import run.endive.runtime.Instance;
import run.endive.runtime.Machine;
import run.endive.runtime.Memory;
import run.endive.wasm.Parser;
import run.endive.wasm.WasmModule;
import run.endive.wasm.types.FunctionType;
import run.endive.wasm.types.Import;
import run.endive.wasm.types.MemoryImport;
import run.endive.wasm.types.MemoryLimits;

/** A blob, ready to run with Endive; every call has an instance of its own. */
final class Blob {
  private static final int MAX_PAGES = 4096;

  private final WasmModule module;
  private final Function<Instance, Machine> machines;

  Blob(byte[] bytes) {
    module = Parser.parse(bytes);
    machines = MachineFactoryCompiler.compile(module);
  }

  WasmModule module() {
    return module;
  }

  /** The blob as a runtime over {@code host}. */
  EntryPoints runtime(Host host) {
    return (name, arguments) -> new Run(host).call(name, arguments);
  }

  /** One instance. */
  final class Run {
    private final LinearMemory memory;
    private final Instance instance;

    Run(Host host) {
      Memory linear = new ByteArrayMemory(new MemoryLimits(importedPages(), MAX_PAGES));
      memory = new LinearMemory(linear);
      ImportValues.Builder imports =
          ImportValues.builder().addMemory(new ImportMemory("env", "memory", linear));
      for (Map.Entry<String, HostImports.Function> entry :
          HostImports.of(host, memory).entrySet()) {
        imports.addFunction(function(entry.getKey(), entry.getValue()));
      }
      instance =
          Instance.builder(module)
              .withImportValues(imports.build())
              .withMachineFactory(machines)
              .build();
      memory.startAt(heapBase());
    }

    byte[] call(String name, byte[] arguments) {
      long span = memory.give(arguments);
      long result = instance.export(name).apply(span & 0xFFFFFFFFL, arguments.length)[0];
      return memory.read(result);
    }

    int heapBase() {
      return (int) instance.exports().global("__heap_base").getValue();
    }

    LinearMemory memory() {
      return memory;
    }
  }

  private int importedPages() {
    for (int i = 0; i < module.importSection().importCount(); i++) {
      Import found = module.importSection().getImport(i);
      if (found instanceof MemoryImport memoryImport) {
        return memoryImport.limits().initialPages();
      }
    }
    throw new IllegalStateException("expected an imported memory, found none");
  }

  private static HostFunction function(String name, HostImports.Function function) {
    return new HostFunction(
        "env",
        name,
        FunctionType.of(function.parameters(), function.results()),
        (instance, arguments) -> {
          long result = function.body().run(arguments);
          return function.results().isEmpty() ? new long[0] : new long[] {result};
        });
  }
}
