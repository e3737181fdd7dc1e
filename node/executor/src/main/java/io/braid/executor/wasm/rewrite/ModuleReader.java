package io.braid.executor.wasm.rewrite;

import io.braid.executor.wasm.rewrite.Module.Body;
import io.braid.executor.wasm.rewrite.Module.Export;
import io.braid.executor.wasm.rewrite.Module.ImportedFunction;
import io.braid.executor.wasm.rewrite.Module.ImportedMemory;
import io.braid.executor.wasm.rewrite.Module.Limits;
import io.braid.executor.wasm.rewrite.Module.Signature;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;

/** Takes a module apart, refusing what is not allowed in the sandbox. */
final class ModuleReader {
  private static final byte[] MAGIC = {0, 'a', 's', 'm', 1, 0, 0, 0};
  private static final int MAX_TYPES = 100_000;
  private static final int MAX_FUNCTIONS = 100_000;
  private static final int MAX_EXPORTS = 10_000;
  private static final int MAX_GLOBALS = 10_000;
  private static final int MAX_PARAMETERS = 250;
  private static final int MAX_LOCALS = 10_000;
  private static final int MAX_LOCAL_GROUPS = 10_000;
  private static final int FUNCTION_TYPE = 0x60;
  private static final int FUNCTION_REFERENCE = 0x70;

  private final Module module = new Module();

  static Module read(byte[] wasm) throws MalformedModule {
    if (wasm.length < MAGIC.length
        || !Arrays.equals(wasm, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
      throw new MalformedModule("expected the magic number and version 1 of WebAssembly");
    }
    ModuleReader reader = new ModuleReader();
    Input in = new Input(wasm, MAGIC.length, wasm.length);
    int last = 0;
    while (in.hasMore()) {
      int id = in.octet();
      Input section = in.part(in.index());
      if (id != 0) {
        if (id <= last) {
          throw new MalformedModule("expected a section behind " + last + ", found " + id);
        }
        last = id;
        reader.section(id, section);
        section.expectEnd("section " + id);
      }
    }
    reader.checkWhole();
    return reader.module;
  }

  private void section(int id, Input in) throws MalformedModule {
    switch (id) {
      case 1 -> types(in);
      case 2 -> imports(in);
      case 3 -> functions(in);
      case 4 -> table(in);
      case 5 -> memory(in);
      case 6 -> globals(in);
      case 7 -> exports(in);
      case 8 -> module.setStart(in.index());
      case 9 -> elements(in);
      case 10 -> code(in);
      case 11 -> data(in);
      default -> throw new MalformedModule("expected a section from 0 to 11, found " + id);
    }
  }

  private void types(Input in) throws MalformedModule {
    for (int left = in.count("types", MAX_TYPES); left > 0; left--) {
      int start = in.position();
      int form = in.octet();
      if (form != FUNCTION_TYPE) {
        throw new MalformedModule("expected a function type at " + start + ", found " + form);
      }
      int parameters = in.count("parameters", MAX_PARAMETERS);
      for (int i = 0; i < parameters; i++) {
        valueType(in);
      }
      int results = in.count("results", 1);
      int result = results == 0 ? Opcodes.EMPTY_BLOCK : valueType(in);
      module.types.add(new Signature(in.copy(start, in.position()), parameters, result));
    }
  }

  private static int valueType(Input in) throws MalformedModule {
    int type = in.octet();
    if (!Opcodes.isValueType(type)) {
      throw new MalformedModule(
          "expected a number type at " + (in.position() - 1) + ", found " + type);
    }
    return type;
  }

  private void imports(Input in) throws MalformedModule {
    for (int left = in.count("imports", MAX_FUNCTIONS); left > 0; left--) {
      String from = in.name();
      String name = in.name();
      int kind = in.octet();
      if (kind == 0 && from.equals("env") && name.startsWith("ext_")) {
        int type = in.index();
        module.type(type);
        module.functionImports.add(new ImportedFunction(from, name, type));
      } else if (kind == 2 && module.importedMemory.isEmpty()) {
        module.importedMemory = Optional.of(new ImportedMemory(from, name, limits(in)));
      } else {
        throw new MalformedModule(
            "expected imports of host functions and one memory, found " + from + "." + name);
      }
    }
  }

  private static Limits limits(Input in) throws MalformedModule {
    int flags = in.octet();
    if (flags > 1) {
      throw new MalformedModule("expected limits without flags, found flags " + flags);
    }
    int min = in.index();
    if (flags == 0) {
      return new Limits(min, OptionalInt.empty());
    }
    int max = (int) Math.min(Integer.MAX_VALUE, in.unsigned());
    if (max < min) {
      throw new MalformedModule("expected a maximum of at least " + min + ", found " + max);
    }
    return new Limits(min, OptionalInt.of(max));
  }

  private void functions(Input in) throws MalformedModule {
    for (int left = in.count("functions", MAX_FUNCTIONS); left > 0; left--) {
      int type = in.index();
      module.type(type);
      module.functionTypes.add(type);
    }
  }

  private void table(Input in) throws MalformedModule {
    if (in.count("tables", 1) == 1) {
      int type = in.octet();
      if (type != FUNCTION_REFERENCE) {
        throw new MalformedModule("expected a table of functions, found type " + type);
      }
      module.table = Optional.of(limits(in));
    }
  }

  private void memory(Input in) throws MalformedModule {
    if (in.count("memories", 1) == 1) {
      if (module.importedMemory.isPresent()) {
        throw new MalformedModule("expected one memory, found an imported and an own one");
      }
      module.ownMemory = Optional.of(limits(in));
    }
  }

  private void globals(Input in) throws MalformedModule {
    for (int left = in.count("globals", MAX_GLOBALS); left > 0; left--) {
      int start = in.position();
      valueType(in);
      in.octet();
      constant(in);
      module.globals.add(in.copy(start, in.position()));
    }
  }

  private static void constant(Input in) throws MalformedModule {
    int opcode = in.octet();
    switch (opcode) {
      case Opcodes.I32_CONST -> in.skipSigned(5);
      case Opcodes.I64_CONST -> in.skipSigned(10);
      case Opcodes.F32_CONST -> in.skip(4);
      case Opcodes.F64_CONST -> in.skip(8);
      default ->
          throw new MalformedModule(
              "expected a constant at " + (in.position() - 1) + ", found opcode " + opcode);
    }
    if (in.octet() != Opcodes.END) {
      throw new MalformedModule("expected the end of a constant at " + (in.position() - 1));
    }
  }

  private void exports(Input in) throws MalformedModule {
    for (int left = in.count("exports", MAX_EXPORTS); left > 0; left--) {
      String name = in.name();
      if (name.startsWith(Sandbox.RESERVED_PREFIX)) {
        throw new MalformedModule(
            "expected no export that starts with " + Sandbox.RESERVED_PREFIX + ", found " + name);
      }
      int kind = in.octet();
      int index = in.index();
      checkExport(name, kind, index);
      module.exports.add(new Export(name, kind, index));
    }
  }

  private void checkExport(String name, int kind, int index) throws MalformedModule {
    boolean memory = module.importedMemory.isPresent() || module.ownMemory.isPresent();
    boolean known =
        switch (kind) {
          case 0 -> index < module.functionCount();
          case 1 -> module.table.isPresent() && index == 0;
          case 2 -> memory && index == 0;
          case 3 -> index < module.globals.size();
          default -> false;
        };
    if (!known) {
      throw new MalformedModule(
          "expected "
              + name
              + " to export something of the module, found kind "
              + kind
              + ", index "
              + index);
    }
  }

  private void elements(Input in) throws MalformedModule {
    int start = in.position();
    for (int left = in.count("element segments", MAX_FUNCTIONS); left > 0; left--) {
      segmentStart(in);
      for (int more = in.count("elements", MAX_FUNCTIONS); more > 0; more--) {
        module.signatureOf(in.index());
      }
    }
    module.elements = Optional.of(in.copy(start, in.position()));
  }

  private static void segmentStart(Input in) throws MalformedModule {
    int flags = in.index();
    if (flags != 0) {
      throw new MalformedModule("expected an active segment, found flags " + flags);
    }
    constant(in);
  }

  private void data(Input in) throws MalformedModule {
    int start = in.position();
    for (int left = in.count("data segments", MAX_FUNCTIONS); left > 0; left--) {
      segmentStart(in);
      in.skip(in.index());
    }
    module.data = Optional.of(in.copy(start, in.position()));
  }

  private void code(Input in) throws MalformedModule {
    for (int left = in.count("function bodies", MAX_FUNCTIONS); left > 0; left--) {
      Input body = in.part(in.index());
      int groups = body.count("groups of locals", MAX_LOCAL_GROUPS);
      int[] counts = new int[groups];
      int[] types = new int[groups];
      long sum = 0;
      for (int i = 0; i < groups; i++) {
        counts[i] = body.index();
        types[i] = valueType(body);
        sum += counts[i];
      }
      if (sum > MAX_LOCALS) {
        throw new MalformedModule("expected at most " + MAX_LOCALS + " locals, found " + sum);
      }
      module.bodies.add(new Body(counts, types, body));
    }
  }

  private void checkWhole() throws MalformedModule {
    if (module.bodies.size() != module.functionTypes.size()) {
      throw new MalformedModule(
          "expected a body for each of "
              + module.functionTypes.size()
              + " functions, found "
              + module.bodies.size());
    }
    if (module.start().isPresent()) {
      Signature start = module.signatureOf(module.start().getAsInt());
      if (start.parameters() != 0 || start.results() != 0) {
        throw new MalformedModule("expected a start function without parameters and result");
      }
    }
  }
}
