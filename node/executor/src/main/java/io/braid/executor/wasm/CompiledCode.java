package io.braid.executor.wasm;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import run.endive.compiler.InterpreterFallback;
import run.endive.compiler.MachineFactoryCompiler;
import run.endive.runtime.Instance;
import run.endive.runtime.Machine;
import run.endive.wasm.Parser;
import run.endive.wasm.WasmEngineException;
import run.endive.wasm.WasmModule;
import run.endive.wasm.types.ExternalType;
import run.endive.wasm.types.FunctionImport;
import run.endive.wasm.types.FunctionType;
import run.endive.wasm.types.Import;
import run.endive.wasm.types.MemoryImport;
import run.endive.wasm.types.MemoryLimits;
import run.endive.wasm.types.ValType;

/**
 * A module that was validated, linked against the host functions, and compiled to Java bytecode.
 */
final class CompiledCode {
  /** A function that the module imports; none of ours when we do not know it. */
  record ImportedFunction(
      String module, String name, FunctionType type, Optional<HostFunction> function) {}

  private final WasmModule module;
  private final Function<Instance, Machine> machines;
  private final List<ImportedFunction> functions;
  private final Optional<MemoryImport> memory;

  private CompiledCode(
      WasmModule module,
      Function<Instance, Machine> machines,
      List<ImportedFunction> functions,
      Optional<MemoryImport> memory) {
    this.module = module;
    this.machines = machines;
    this.functions = functions;
    this.memory = memory;
  }

  WasmModule module() {
    return module;
  }

  Function<Instance, Machine> machines() {
    return machines;
  }

  List<ImportedFunction> functions() {
    return functions;
  }

  Optional<MemoryImport> importedMemory() {
    return memory;
  }

  /** The limits of the module's memory, imported or its own; none without a memory. */
  Optional<MemoryLimits> memoryLimits() {
    return memory
        .map(MemoryImport::limits)
        .or(() ->
            module
                .memorySection()
                .filter(section -> section.memoryCount() > 0)
                .map(section -> section.getMemory(0).limits()));
  }

  /**
   * Compiles {@code wasm}, or finds what was made of it before.
   *
   * @throws RefusedCode when it is no valid module or cannot be linked
   */
  static CompiledCode compile(byte[] wasm, LargeFunctions largeFunctions, CompiledCodeCache cache)
      throws RefusedCode {
    try {
      WasmModule module = Parser.parse(wasm);
      List<ImportedFunction> functions = new ArrayList<>();
      Optional<MemoryImport> memory = Optional.empty();
      for (int i = 0; i < module.importSection().importCount(); i++) {
        Import item = module.importSection().getImport(i);
        if (item instanceof FunctionImport function) {
          functions.add(link(function, module.typeSection().getType(function.typeIndex())));
        } else if (item instanceof MemoryImport found && memory.isEmpty()) {
          memory = Optional.of(found);
        } else {
          throw new RefusedCode(
              "expected imports of functions and one memory, found "
                  + item.module()
                  + "."
                  + item.name());
        }
      }
      Function<Instance, Machine> machines =
          MachineFactoryCompiler.builder(module)
              .withInterpreterFallback(
                  largeFunctions == LargeFunctions.INTERPRET
                      ? InterpreterFallback.SILENT
                      : InterpreterFallback.FAIL)
              .withCache(new EngineCache(cache, largeFunctions))
              .compile();
      return new CompiledCode(module, machines, List.copyOf(functions), memory);
    } catch (WasmEngineException e) {
      throw new RefusedCode("expected a valid WebAssembly module: " + e.getMessage());
    } catch (RuntimeException e) {
      // the engine's parser meets some invalid modules with exceptions of the collections it uses
      throw new RefusedCode("expected a valid WebAssembly module: " + e);
    }
  }

  private static ImportedFunction link(FunctionImport item, FunctionType type) throws RefusedCode {
    Optional<HostFunction> known =
        item.module().equals("env") ? HostFunction.find(item.name()) : Optional.empty();
    if (known.isPresent() && !known.get().signature().equals(signature(type))) {
      throw new RefusedCode(
          "expected "
              + item.name()
              + " to be imported as "
              + known.get().signature()
              + ", found "
              + signature(type));
    }
    return new ImportedFunction(item.module(), item.name(), type, known);
  }

  private static String signature(FunctionType type) {
    StringBuilder text = new StringBuilder();
    type.params().forEach(value -> text.append(letter(value)));
    text.append(':');
    type.returns().forEach(value -> text.append(letter(value)));
    return text.toString();
  }

  private static char letter(ValType type) {
    return type.equals(ValType.I32) ? 'i' : type.equals(ValType.I64) ? 'l' : 'f';
  }

  boolean exportsFunction(String name) {
    for (int i = 0; i < module.exportSection().exportCount(); i++) {
      var export = module.exportSection().getExport(i);
      if (export.exportType() == ExternalType.FUNCTION && export.name().equals(name)) {
        return true;
      }
    }
    return false;
  }
}
