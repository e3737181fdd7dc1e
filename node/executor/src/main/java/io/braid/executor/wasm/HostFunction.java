package io.braid.executor.wasm;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A function that runtimes may import.
 *
 * @param signature the parameters and, behind a colon, the result: i for i32, l for i64
 * @param body takes and gives raw values; an i32 stands in the low half
 */
record HostFunction(String signature, Body body) {
  @FunctionalInterface
  interface Body {
    long call(WasmCall call, long[] arguments);
  }

  /** A body without a result. */
  @FunctionalInterface
  interface Action {
    void call(WasmCall call, long[] arguments);
  }

  /** The functions of one chapter of the host interface, by the name they are imported under. */
  static final class Table {
    private final Map<String, HostFunction> functions = new HashMap<>();

    Table add(String name, String signature, Body body) {
      functions.put(name, new HostFunction(signature, body));
      return this;
    }

    Table run(String name, String parameters, Action action) {
      return add(
          name,
          parameters + ":",
          (call, arguments) -> {
            action.call(call, arguments);
            return 0;
          });
    }
  }

  private static final Map<String, HostFunction> ALL = new HashMap<>();

  static {
    for (Table table :
        new Table[] {
          StorageFunctions.table(),
          ChildStorageFunctions.table(),
          HashingFunctions.table(),
          CryptoFunctions.table(),
          MiscFunctions.table()
        }) {
      ALL.putAll(table.functions);
    }
  }

  static Optional<HostFunction> find(String name) {
    return Optional.ofNullable(ALL.get(name));
  }
}
