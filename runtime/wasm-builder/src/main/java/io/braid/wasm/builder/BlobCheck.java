package io.braid.wasm.builder;

import java.util.List;
import java.util.TreeSet;
import run.endive.compiler.InterpreterFallback;
import run.endive.compiler.MachineFactoryCompiler;
import run.endive.wasm.Parser;
import run.endive.wasm.WasmModule;
import run.endive.wasm.types.FunctionImport;
import run.endive.wasm.types.Import;
import run.endive.wasm.types.MemoryImport;

/** Reads a finished blob as a node would, and refuses what a node would. */
final class BlobCheck {
  private BlobCheck() {}

  /**
   * Validates and compiles the module.
   *
   * @throws BuildFailure when it is invalid, imports what no host offers, lacks an entry point, or
   *     holds a function too large for the JVM, which Endive would interpret a hundred times slower
   */
  static void check(byte[] blob, List<String> entryPoints) {
    WasmModule module;
    try {
      module = Parser.parse(blob);
      MachineFactoryCompiler.builder(module)
          .withInterpreterFallback(InterpreterFallback.FAIL)
          .compile();
    } catch (RuntimeException e) {
      throw new BuildFailure("the blob does not validate and compile: " + e.getMessage());
    }
    checkImports(module);
    checkExports(module, entryPoints);
  }

  private static void checkImports(WasmModule module) {
    for (int i = 0; i < module.importSection().importCount(); i++) {
      Import found = module.importSection().getImport(i);
      boolean memory = found instanceof MemoryImport && found.name().equals("memory");
      boolean function = found instanceof FunctionImport && found.name().startsWith("ext_");
      if (!found.module().equals("env") || !(memory || function)) {
        throw new BuildFailure(
            "expected imports of env.memory and env.ext_… only, found "
                + found.module()
                + "."
                + found.name());
      }
    }
  }

  private static void checkExports(WasmModule module, List<String> entryPoints) {
    TreeSet<String> missing = new TreeSet<>(entryPoints);
    missing.add("__heap_base");
    missing.add("__indirect_function_table");
    for (int i = 0; i < module.exportSection().exportCount(); i++) {
      missing.remove(module.exportSection().getExport(i).name());
    }
    if (!missing.isEmpty()) {
      throw new BuildFailure("expected exports " + missing + ", found none of these names");
    }
  }
}
