package io.braid.wasm.module;

import java.util.List;

/** Parameters and results of a function, as value type numbers. */
record FunctionType(List<Integer> parameters, List<Integer> results) {
  FunctionType {
    parameters = List.copyOf(parameters);
    results = List.copyOf(results);
  }

  static FunctionType read(Cursor in) {
    int form = in.u8();
    if (form != Op.FUNCTION_TYPE) {
      throw new MalformedModuleException(
          "expected a function type (0x60), found 0x" + Integer.toHexString(form));
    }
    return new FunctionType(valueTypes(in), valueTypes(in));
  }

  private static List<Integer> valueTypes(Cursor in) {
    Integer[] types = new Integer[in.u32()];
    for (int i = 0; i < types.length; i++) {
      types[i] = in.u8();
      if (types[i] < Op.F64 || types[i] > Op.I32) {
        throw new MalformedModuleException(
            "expected a value type of WebAssembly 1.0, found 0x" + Integer.toHexString(types[i]));
      }
    }
    return List.of(types);
  }

  void write(Sink out) {
    out.op(Op.FUNCTION_TYPE).u32(parameters.size());
    parameters.forEach(out::op);
    out.u32(results.size());
    results.forEach(out::op);
  }
}
