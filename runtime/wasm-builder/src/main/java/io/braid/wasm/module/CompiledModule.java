package io.braid.wasm.module;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * A module as TeaVM writes it, taken apart as far as the runtime ABI needs.
 *
 * @param functionTypes of the functions defined here, as positions in {@code types}
 * @param table the table section's content, empty without one
 * @param globals the definitions one after the other, without their count
 * @param elements the element section's content, empty without one
 * @param bodies locals and instructions of the functions defined here, without their size
 * @param data the data section's content, empty without one
 * @param names of functions by position, where the compiler left them
 */
record CompiledModule(
    List<FunctionType> types,
    List<ImportedFunction> imports,
    List<Integer> functionTypes,
    byte[] table,
    int maxMemoryPages,
    int globalCount,
    byte[] globals,
    List<Export> exports,
    OptionalInt start,
    byte[] elements,
    List<byte[]> bodies,
    byte[] data,
    Map<Integer, String> names) {

  private static final byte[] NONE = {};
  private static final int HEADER_BYTES = 8;

  record ImportedFunction(String module, String name, int type) {}

  /** {@code kind} is one of {@code Op.KIND_…}. */
  record Export(String name, int kind, int index) {}

  static CompiledModule parse(byte[] module) {
    Builder parts = new Builder();
    Cursor in = new Cursor(module);
    in.skip(HEADER_BYTES);
    while (!in.atEnd()) {
      int id = in.u8();
      parts.section(id, new Cursor(in.raw(in.u32())));
    }
    return parts.build();
  }

  private static final class Builder {
    private final List<FunctionType> types = new ArrayList<>();
    private final List<ImportedFunction> imports = new ArrayList<>();
    private final List<Integer> functionTypes = new ArrayList<>();
    private final List<Export> exports = new ArrayList<>();
    private final List<byte[]> bodies = new ArrayList<>();
    private final Map<Integer, String> names = new TreeMap<>();
    private byte[] table = NONE;
    private byte[] globals = NONE;
    private byte[] elements = NONE;
    private byte[] data = NONE;
    private int maxMemoryPages;
    private int globalCount;
    private OptionalInt start = OptionalInt.empty();

    void section(int id, Cursor in) {
      switch (id) {
        case 0 -> names(in);
        case 1 -> repeat(in, () -> types.add(FunctionType.read(in)));
        case 2 -> repeat(in, () -> imports.add(functionImport(in)));
        case 3 -> repeat(in, () -> functionTypes.add(in.u32()));
        case 4 -> table = in.rest();
        case 5 -> maxMemoryPages = maxPages(in);
        case 6 -> {
          globalCount = in.u32();
          globals = in.rest();
        }
        case 7 -> repeat(in, () -> exports.add(new Export(in.name(), in.u8(), in.u32())));
        case 8 -> start = OptionalInt.of(in.u32());
        case 9 -> elements = in.rest();
        case 10 -> repeat(in, () -> bodies.add(in.raw(in.u32())));
        case 11 -> data = in.rest();
        default ->
            throw new MalformedModuleException(
                "expected sections of WebAssembly 1.0 (0 to 11), found " + id);
      }
    }

    /** Keeps the names of functions; every other custom section is dropped. */
    private void names(Cursor in) {
      if (!in.name().equals("name")) {
        return;
      }
      while (!in.atEnd()) {
        int subsection = in.u8();
        Cursor content = new Cursor(in.raw(in.u32()));
        if (subsection == 1) {
          repeat(content, () -> names.put(content.u32(), content.name()));
        }
      }
    }

    private static void repeat(Cursor in, Runnable element) {
      for (int left = in.u32(); left > 0; left--) {
        element.run();
      }
    }

    private static ImportedFunction functionImport(Cursor in) {
      String module = in.name();
      String name = in.name();
      if (in.u8() != Op.KIND_FUNCTION) {
        throw new MalformedModuleException(
            "expected imports of functions only, found " + module + "." + name);
      }
      return new ImportedFunction(module, name, in.u32());
    }

    private static int maxPages(Cursor in) {
      int count = in.u32();
      int flags = in.u8();
      if (count != 1 || flags != 1) {
        throw new MalformedModuleException("expected one memory with a maximum, found another");
      }
      in.u32();
      return in.u32();
    }

    CompiledModule build() {
      return new CompiledModule(
          types,
          imports,
          functionTypes,
          table,
          maxMemoryPages,
          globalCount,
          globals,
          exports,
          start,
          elements,
          bodies,
          data,
          names);
    }
  }
}
