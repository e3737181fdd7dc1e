package io.braid.executor.wasm.rewrite;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A module taken apart as far as instrumentation needs it. Section contents that pass through
 * unchanged are kept as they were, without id and size.
 */
final class Module {
  /**
   * A function's type.
   *
   * @param encoded as it was
   * @param parameters their count
   * @param result the encoded type of the one result, or {@link Opcodes#EMPTY_BLOCK}
   */
  record Signature(byte[] encoded, int parameters, int result) {
    int results() {
      return result == Opcodes.EMPTY_BLOCK ? 0 : 1;
    }
  }

  record ImportedFunction(String module, String name, int type) {}

  /** Limits of a memory or table; no {@code max} means none declared. */
  record Limits(int min, OptionalInt max) {}

  record ImportedMemory(String module, String name, Limits limits) {}

  record Export(String name, int kind, int index) {}

  /** A function's body: its declarations of locals and its instructions, the final end included. */
  record Body(int[] localCounts, int[] localTypes, Input instructions) {
    long locals() {
      long sum = 0;
      for (int count : localCounts) {
        sum += count;
      }
      return sum;
    }
  }

  final List<Signature> types = new ArrayList<>();
  final List<ImportedFunction> functionImports = new ArrayList<>();
  final List<Integer> functionTypes = new ArrayList<>();
  final List<byte[]> globals = new ArrayList<>();
  final List<Export> exports = new ArrayList<>();
  final List<Body> bodies = new ArrayList<>();
  Optional<ImportedMemory> importedMemory = Optional.empty();
  Optional<Limits> ownMemory = Optional.empty();
  Optional<Limits> table = Optional.empty();
  Optional<byte[]> elements = Optional.empty();
  Optional<byte[]> data = Optional.empty();
  private OptionalInt start = OptionalInt.empty();

  OptionalInt start() {
    return start;
  }

  void setStart(int function) {
    start = OptionalInt.of(function);
  }

  int functionCount() {
    return functionImports.size() + functionTypes.size();
  }

  /** The type of a function, imported ones counted first. */
  Signature signatureOf(int function) throws MalformedModule {
    if (function >= functionCount()) {
      throw new MalformedModule(
          "expected a function below " + functionCount() + ", found " + function);
    }
    int imported = functionImports.size();
    return type(
        function < imported
            ? functionImports.get(function).type
            : functionTypes.get(function - imported));
  }

  Signature type(int index) throws MalformedModule {
    if (index >= types.size()) {
      throw new MalformedModule("expected a type below " + types.size() + ", found " + index);
    }
    return types.get(index);
  }
}
