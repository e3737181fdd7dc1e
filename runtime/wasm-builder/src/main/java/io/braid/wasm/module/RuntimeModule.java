package io.braid.wasm.module;

import static io.braid.wasm.module.Op.*;

import io.braid.wasm.module.CompiledModule.Export;
import io.braid.wasm.module.CompiledModule.ImportedFunction;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes a compiled module again under the runtime ABI.
 *
 * <p>Memory. Everything TeaVM uses (data, reference stack, heap, collector's tables) lies below
 * {@code __heap_base}; above it the host's allocator is alone. The imported memory must have at
 * least that many pages, and TeaVM never grows it.
 *
 * <p>Start. Some hosts refuse modules with a start function, so every entry point first runs
 * TeaVM's initialisation, once per instance.
 *
 * <p>Functions, in order: kept imports, TeaVM's functions, stubs of the other imports, lowered
 * instructions, wrappers of entry points.
 */
public final class RuntimeModule {
  private static final int PAGE_BYTES = 65536;
  private static final byte[] HEADER = {0, 'a', 's', 'm', 1, 0, 0, 0};

  private final CompiledModule in;
  private final List<FunctionType> types;
  private final List<ImportedFunction> kept = new ArrayList<>();
  private final List<ImportedFunction> stubbed = new ArrayList<>();
  private final int[] positions;
  private final List<Integer> functionTypes = new ArrayList<>();
  private final List<byte[]> bodies = new ArrayList<>();
  private final List<Export> exports = new ArrayList<>();

  private RuntimeModule(CompiledModule in) {
    this.in = in;
    types = new ArrayList<>(in.types());
    for (ImportedFunction function : in.imports()) {
      (ImportStub.isHostFunction(function) ? kept : stubbed).add(function);
    }
    positions = new int[in.imports().size() + in.bodies().size()];
    placeFunctions();
  }

  /**
   * @param compiled a module as TeaVM 0.13.1 writes it
   * @param entryPoints names of the exports to keep
   * @param customSections contents by name, as {@code runtime_version}
   * @throws MalformedModuleException when the module cannot be a runtime
   */
  public static byte[] write(
      byte[] compiled, List<String> entryPoints, Map<String, byte[]> customSections) {
    RuntimeModule module = new RuntimeModule(CompiledModule.parse(compiled));
    module.addFunctions();
    module.addExports(entryPoints);
    return module.assemble(new TreeMap<>(customSections));
  }

  /** A function of a compiled module. */
  public record Function(String name, int sizeBytes) {}

  /** The functions of a compiled module with the most code, the largest first. */
  public static List<Function> largestFunctions(byte[] compiled, int count) {
    CompiledModule module = CompiledModule.parse(compiled);
    List<Function> functions = new ArrayList<>();
    for (int i = 0; i < module.bodies().size(); i++) {
      String name = module.names().getOrDefault(module.imports().size() + i, "function " + i);
      functions.add(new Function(name, module.bodies().get(i).length));
    }
    functions.sort(Comparator.comparingInt(Function::sizeBytes).reversed());
    return functions.subList(0, Math.min(count, functions.size()));
  }

  private void placeFunctions() {
    int keptSoFar = 0;
    int stubsSoFar = 0;
    for (int i = 0; i < in.imports().size(); i++) {
      positions[i] =
          ImportStub.isHostFunction(in.imports().get(i))
              ? keptSoFar++
              : kept.size() + in.bodies().size() + stubsSoFar++;
    }
    for (int i = 0; i < in.bodies().size(); i++) {
      positions[in.imports().size() + i] = kept.size() + i;
    }
  }

  private void addFunctions() {
    int firstLowered = kept.size() + in.bodies().size() + stubbed.size();
    BodyRewriter rewriter =
        new BodyRewriter(
            old -> positions[old],
            new LoweredFunctions(firstLowered),
            new BodyRewriter.Types(this::compiledType, in.types()::get));
    for (int i = 0; i < in.bodies().size(); i++) {
      int type = in.functionTypes().get(i);
      add(type, rewriter.rewrite(in.bodies().get(i), types.get(type)));
    }
    for (ImportedFunction stub : stubbed) {
      add(stub.type(), ImportStub.body(stub, types.get(stub.type())));
    }
    for (Lowering.Function lowered : LoweredFunctions.all()) {
      add(position(lowered.type()), lowered.body());
    }
  }

  /** The type of a function by its position in the compiled module. */
  private FunctionType compiledType(int position) {
    int imported = in.imports().size();
    return in.types()
        .get(
            position < imported
                ? in.imports().get(position).type()
                : in.functionTypes().get(position - imported));
  }

  /** Adds a function; returns its position among all functions. */
  private int add(int type, byte[] body) {
    functionTypes.add(type);
    bodies.add(body);
    return kept.size() + bodies.size() - 1;
  }

  private int position(FunctionType type) {
    int position = types.indexOf(type);
    if (position >= 0) {
      return position;
    }
    types.add(type);
    return types.size() - 1;
  }

  private void addExports(List<String> entryPoints) {
    for (String name : entryPoints) {
      Export entryPoint =
          in.exports().stream()
              .filter(export -> export.kind() == KIND_FUNCTION && export.name().equals(name))
              .findFirst()
              .orElseThrow(() ->
                  new MalformedModuleException(
                      "expected an export of entry point " + name + ", found none"));
      exports.add(new Export(name, KIND_FUNCTION, wrapper(positions[entryPoint.index()], name)));
    }
    exports.add(new Export("__heap_base", KIND_GLOBAL, heapBaseGlobal()));
    exports.add(new Export("__indirect_function_table", KIND_TABLE, 0));
  }

  /** A function of the same type that initialises the instance if nobody has, then calls. */
  private int wrapper(int target, String name) {
    int type = functionTypes.get(target - kept.size());
    FunctionType expected = new FunctionType(List.of(I32, I32), List.of(I64));
    if (!types.get(type).equals(expected)) {
      throw new MalformedModuleException(
          "expected entry point " + name + " as (int, int) -> long, found " + types.get(type));
    }
    Sink body = new Sink().op(0);
    if (in.start().isPresent()) {
      body.op(GLOBAL_GET).u32(initialisedGlobal()).op(I32_EQZ, IF, VOID, I32_CONST, 1);
      body.op(GLOBAL_SET).u32(initialisedGlobal());
      body.op(CALL).u32(positions[in.start().getAsInt()]).op(END);
    }
    body.op(LOCAL_GET, 0, LOCAL_GET, 1, CALL).u32(target).op(END);
    return add(type, body.toArray());
  }

  private int heapBaseGlobal() {
    return in.globalCount();
  }

  private int initialisedGlobal() {
    return in.globalCount() + 1;
  }

  private byte[] assemble(Map<String, byte[]> customSections) {
    Sink out = new Sink().raw(HEADER);
    Sink typeSection = new Sink().u32(types.size());
    types.forEach(type -> type.write(typeSection));
    out.section(1, typeSection).section(2, imports());
    Sink functions = new Sink().u32(functionTypes.size());
    functionTypes.forEach(functions::u32);
    out.section(3, functions);
    out.section(4, in.table().length == 0 ? emptyTable() : new Sink().raw(in.table()));
    out.section(6, globals()).section(7, exportSection());
    if (in.elements().length > 0) {
      out.section(9, elements());
    }
    Sink code = new Sink().u32(bodies.size());
    bodies.forEach(body -> code.u32(body.length).raw(body));
    out.section(10, code);
    if (in.data().length > 0) {
      out.section(11, new Sink().raw(in.data()));
    }
    customSections.forEach((name, content) -> out.section(0, new Sink().name(name).raw(content)));
    return out.toArray();
  }

  private static Sink emptyTable() {
    int functionReferences = 0x70;
    return new Sink().op(1, functionReferences, 0, 0);
  }

  private Sink imports() {
    Sink out = new Sink().u32(1 + kept.size());
    out.name("env").name("memory").op(KIND_MEMORY, 0).u32(in.maxMemoryPages());
    for (ImportedFunction function : kept) {
      out.name(function.module()).name(function.name()).op(KIND_FUNCTION).u32(function.type());
    }
    return out;
  }

  private Sink globals() {
    Sink out = new Sink().u32(in.globalCount() + 2).raw(in.globals());
    out.op(I32, 0, I32_CONST).signed(in.maxMemoryPages() * PAGE_BYTES).op(END);
    return out.op(I32, 1, I32_CONST, 0, END);
  }

  private Sink exportSection() {
    Sink out = new Sink().u32(exports.size());
    for (Export export : exports) {
      out.name(export.name()).op(export.kind()).u32(export.index());
    }
    return out;
  }

  private Sink elements() {
    Cursor from = new Cursor(in.elements());
    Sink out = new Sink();
    int segments = from.u32();
    out.u32(segments);
    for (; segments > 0; segments--) {
      int flags = from.u32();
      int offset = from.position();
      if (flags != 0 || from.u8() != I32_CONST) {
        throw new MalformedModuleException(
            "expected element segments of table 0 at a constant offset, found others");
      }
      from.skipNumber();
      from.skip(1);
      out.u32(flags).raw(from.since(offset));
      int count = from.u32();
      out.u32(count);
      for (; count > 0; count--) {
        out.u32(positions[from.u32()]);
      }
    }
    return out;
  }
}
