package io.braid.executor.wasm.rewrite;

import io.braid.executor.wasm.rewrite.Module.Export;
import io.braid.executor.wasm.rewrite.Module.ImportedFunction;
import io.braid.executor.wasm.rewrite.Module.ImportedMemory;
import io.braid.executor.wasm.rewrite.Module.Limits;
import io.braid.primitives.Bytes;
import java.util.OptionalInt;

/** Puts a module together again, with its limits. Custom sections are left out. */
final class ModuleWriter {
  private static final int EXPORTED_FUNCTION = 0;
  private static final int EXPORTED_GLOBAL = 3;

  private final Module module;
  private final Sandbox.Rules rules;
  private final Output out = new Output().octets(0, 'a', 's', 'm', 1, 0, 0, 0);

  private ModuleWriter(Module module, Sandbox.Rules rules) {
    this.module = module;
    this.rules = rules;
  }

  static Bytes write(Module module, Sandbox.Rules rules) throws MalformedModule {
    ModuleWriter writer = new ModuleWriter(module, rules);
    writer.types();
    writer.imports();
    writer.functions();
    writer.tableAndMemory();
    writer.globals();
    writer.exports();
    module.elements.ifPresent(content -> writer.section(9, new Output().raw(content)));
    writer.code();
    module.data.ifPresent(content -> writer.section(11, new Output().raw(content)));
    return Bytes.wrap(writer.out.toArray());
  }

  private void section(int id, Output content) {
    out.octets(id).sized(content);
  }

  private void types() {
    Output content = new Output().index(module.types.size());
    module.types.forEach(type -> content.raw(type.encoded()));
    section(1, content);
  }

  private void imports() throws MalformedModule {
    int memories = module.importedMemory.isPresent() ? 1 : 0;
    Output content = new Output().index(module.functionImports.size() + memories);
    if (module.importedMemory.isPresent()) {
      ImportedMemory memory = module.importedMemory.get();
      content.name(memory.module()).name(memory.name()).octets(2);
      limits(content, memory.limits(), rules.memoryPages(), "pages of memory");
    }
    for (ImportedFunction function : module.functionImports) {
      content.name(function.module()).name(function.name()).octets(0).index(function.type());
    }
    section(2, content);
  }

  private static void limits(Output content, Limits limits, int bound, String what)
      throws MalformedModule {
    if (limits.min() > bound) {
      throw new MalformedModule(
          "expected at most " + bound + " " + what + ", found " + limits.min());
    }
    int max = limits.max().isPresent() ? Math.min(limits.max().getAsInt(), bound) : bound;
    content.octets(1).index(limits.min()).index(max);
  }

  private void functions() {
    Output content = new Output().index(module.functionTypes.size());
    module.functionTypes.forEach(content::index);
    section(3, content);
  }

  private void tableAndMemory() throws MalformedModule {
    if (module.table.isPresent()) {
      Output content = new Output().octets(1, 0x70);
      limits(content, module.table.get(), rules.tableEntries(), "table entries");
      section(4, content);
    }
    if (module.ownMemory.isPresent()) {
      Output content = new Output().octets(1);
      limits(content, module.ownMemory.get(), rules.memoryPages(), "pages of memory");
      section(5, content);
    }
  }

  private void globals() {
    Output content = new Output().index(module.globals.size() + 2);
    module.globals.forEach(content::raw);
    content.octets(Opcodes.I64, 1, Opcodes.I64_CONST, 0, Opcodes.END);
    content.octets(Opcodes.I32, 1, Opcodes.I32_CONST).signed(rules.stackUnits());
    content.octets(Opcodes.END);
    section(6, content);
  }

  private void exports() {
    OptionalInt start = module.start();
    Output content = new Output().index(module.exports.size() + (start.isPresent() ? 3 : 2));
    for (Export export : module.exports) {
      content.name(export.name()).octets(export.kind()).index(export.index());
    }
    int added = module.globals.size();
    content.name(Sandbox.FUEL).octets(EXPORTED_GLOBAL).index(added);
    content.name(Sandbox.STACK).octets(EXPORTED_GLOBAL).index(added + 1);
    start.ifPresent(
        function -> content.name(Sandbox.START).octets(EXPORTED_FUNCTION).index(function));
    section(7, content);
  }

  private void code() throws MalformedModule {
    int imported = module.functionImports.size();
    Output content = new Output().index(module.bodies.size());
    for (int i = 0; i < module.bodies.size(); i++) {
      content.sized(
          FunctionWriter.write(
              module,
              module.signatureOf(imported + i),
              module.bodies.get(i),
              module.globals.size()));
    }
    section(10, content);
  }
}
