package io.braid.wasm.module;

import io.braid.wasm.module.CompiledModule.ImportedFunction;
import java.util.Set;

/**
 * What becomes of an import that no Polkadot host offers: TeaVM's own needs. Console output
 * vanishes; the end of memory, a trap, and everything that would not be deterministic (clock,
 * randomness) becomes {@code unreachable}.
 */
final class ImportStub {
  private static final Set<String> SILENT =
      Set.of(
          "teavm.putwcharsOut",
          "teavm.putwcharsErr",
          "teavm.logString",
          "teavm.logInt",
          "teavm.logOutOfMemory",
          "teavm.printString",
          "teavm.printInt");

  private ImportStub() {}

  static boolean isHostFunction(ImportedFunction function) {
    return function.module().equals("env") && function.name().startsWith("ext_");
  }

  static byte[] body(ImportedFunction function, FunctionType type) {
    String name = function.module() + "." + function.name();
    if (SILENT.contains(name) && type.results().isEmpty()) {
      return Sink.code(0, Op.END);
    }
    return Sink.code(0, Op.UNREACHABLE, Op.END);
  }
}
