package io.braid.wasm.module;

import io.braid.wasm.module.CompiledModule.ImportedFunction;
import java.util.Map;
import java.util.Set;

/**
 * What becomes of an import that no Polkadot host offers: TeaVM's own needs. Its messages vanish;
 * square root and rounding are instructions; a trap, and everything that would not be deterministic
 * (clock, randomness, sines), becomes {@code unreachable}.
 */
final class ImportStub {
  private static final Set<String> SILENT =
      Set.of("teavm.logString", "teavm.logInt", "teavm.logOutOfMemory");

  /** Functions of one double that WebAssembly has as an instruction. */
  private static final Map<String, Integer> INSTRUCTIONS =
      Map.of("teavmMath.ceil", 0x9b, "teavmMath.floor", 0x9c, "teavmMath.sqrt", 0x9f);

  private ImportStub() {}

  static boolean isHostFunction(ImportedFunction function) {
    return function.module().equals("env") && function.name().startsWith("ext_");
  }

  static byte[] body(ImportedFunction function, FunctionType type) {
    String name = function.module() + "." + function.name();
    if (SILENT.contains(name) && type.results().isEmpty()) {
      return Sink.code(0, Op.END);
    }
    Integer instruction = INSTRUCTIONS.get(name);
    if (instruction != null) {
      return Sink.code(0, Op.LOCAL_GET, 0, instruction, Op.END);
    }
    return Sink.code(0, Op.UNREACHABLE, Op.END);
  }
}
