package io.braid.processor;

import static io.braid.processor.Model.FRAME;
import static io.braid.processor.Model.SCALE;

import java.util.ArrayList;
import java.util.List;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.util.ElementFilter;

/**
 * Writes, for a {@code @Runtime} class, the composition of its pallets: contexts, the outer call,
 * event and error types, dispatch, hooks, entry points and WebAssembly exports.
 */
final class RuntimeGenerator {
  private static final String PARACHAINS = ApiGenerator.API + "parachains.";

  private record Part(VariableElement field, TypeElement type, String name, int index) {
    String access() {
      return "runtime." + field.getSimpleName();
    }
  }

  private final ProcessingEnvironment environment;
  private final Model model;

  RuntimeGenerator(ProcessingEnvironment environment, Model model) {
    this.environment = environment;
    this.model = model;
  }

  void generate(TypeElement runtime) {
    List<Part> pallets = pallets(runtime);
    parts(runtime, pallets);
    entryPoints(runtime);
  }

  private List<Part> pallets(TypeElement runtime) {
    List<VariableElement> fields =
        ElementFilter.fieldsIn(runtime.getEnclosedElements()).stream()
            .filter(f -> model.has(f, SCALE + "Index"))
            .toList();
    List<Integer> indices = model.indices(fields);
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < fields.size(); i++) {
      VariableElement field = fields.get(i);
      TypeElement type =
          model
              .element(field.asType())
              .filter(t -> model.has(t, FRAME + "Pallet"))
              .orElseThrow(() ->
                  new Mistake(
                      field, "expected a class annotated @Pallet, found " + field.asType()));
      for (Part other : parts) {
        if (other.type().equals(type)) {
          throw new Mistake(
              field,
              type.getSimpleName()
                  + " is already in this runtime as "
                  + other.field().getSimpleName());
        }
      }
      parts.add(
          new Part(field, type, Names.capital(field.getSimpleName().toString()), indices.get(i)));
    }
    if (parts.isEmpty()
        || !parts
            .getFirst()
            .type()
            .getQualifiedName()
            .contentEquals(FRAME + "system.FrameSystem")) {
      throw new Mistake(
          runtime, "expected FrameSystem as the first pallet: @Index(0) final FrameSystem system");
    }
    return parts;
  }

  private boolean hasCalls(Part part) {
    return ElementFilter.methodsIn(part.type().getEnclosedElements()).stream()
        .anyMatch(m -> model.has(m, FRAME + "Dispatchable"));
  }

  private static String callType(Part part) {
    return Names.packageOf(part.type()) + "." + part.type().getSimpleName() + "Call";
  }

  private static String codecOf(Part part, String nested) {
    return Names.packageOf(part.type())
        + "."
        + part.type().getSimpleName()
        + "_"
        + nested
        + "Codec.CODEC";
  }

  private void parts(TypeElement runtime, List<Part> pallets) {
    String packageName = Names.packageOf(runtime);
    String name = runtime.getSimpleName() + "Parts";
    Source out = new Source();
    Source.header(out, packageName);
    out.line("final class " + name + " implements io.braid.frame.RuntimeParts {");
    out.line("private final " + runtime.getSimpleName() + " runtime;");
    for (Part p : pallets) {
      out.line("final io.braid.frame.PalletContext " + p.field().getSimpleName() + ";");
      if (hasCalls(p)) {
        out.line("private final " + callType(p) + "Codec " + p.field().getSimpleName() + "Calls;");
      }
    }
    out.line("private final io.braid.frame.storage.Storage storage;");
    out.line(name + "(" + runtime.getSimpleName() + " runtime, io.braid.runtime.api.Host host) {");
    out.line("this.runtime = runtime;", "this.storage = new io.braid.frame.storage.Storage(host);");
    for (Part p : pallets) {
      out.line(
          p.field().getSimpleName()
              + " = new io.braid.frame.PalletContext("
              + Names.quote(p.name())
              + ", "
              + p.index()
              + ", storage);");
    }
    for (Part p : pallets) {
      if (hasCalls(p)) {
        out.line(p.field().getSimpleName() + "Calls = new " + callType(p) + "Codec(this);");
      }
    }
    out.line("}");
    out.line("@Override public io.braid.frame.storage.Storage storage() {", "return storage;", "}");

    out.line(
        "private final io.braid.scale.Codec<io.braid.frame.Call> callCodec = new"
            + " io.braid.scale.Codec<>() {");
    out.line(
        "@Override public void encode(io.braid.frame.Call value, io.braid.scale.ScaleWriter out) {",
        "switch (value) {");
    for (Part p : pallets) {
      if (hasCalls(p)) {
        out.line(
            "case " + callType(p) + " c -> {",
            "out.u8(" + p.index() + ");",
            p.field().getSimpleName() + "Calls.encode(c, out);",
            "}");
      }
    }
    out.line(
        "default -> throw new IllegalArgumentException(\"expected a call of this runtime, found \""
            + " + value);",
        "}",
        "}");
    out.line(
        "@Override public io.braid.frame.Call decode(io.braid.scale.ScaleReader in) {",
        "int index = in.u8();",
        "return switch (index) {");
    for (Part p : pallets) {
      if (hasCalls(p)) {
        out.line("case " + p.index() + " -> in.nested(" + p.field().getSimpleName() + "Calls);");
      }
    }
    out.line(
        "default -> throw new io.braid.scale.ScaleException(\"expected the index of a pallet with"
            + " calls at byte \" + (in.position() - 1) + \", found \" + index);",
        "};",
        "}");
    out.line("@Override public io.braid.scale.TypeInfo type() {");
    outer(
        out,
        runtime,
        "RuntimeCall",
        pallets.stream().filter(this::hasCalls).toList(),
        p -> p.field().getSimpleName() + "Calls");
    out.line("}", "};");
    out.line(
        "@Override public io.braid.scale.Codec<io.braid.frame.Call> call() {",
        "return callCodec;",
        "}");

    List<Part> withEvents =
        pallets.stream().filter(p -> model.nested(p.type(), "Event").isPresent()).toList();
    out.line(
        "private static final io.braid.scale.Codec<io.braid.frame.PalletEvent> EVENTS = new"
            + " io.braid.scale.Codec<>() {");
    out.line(
        "@Override public void encode(io.braid.frame.PalletEvent value, io.braid.scale.ScaleWriter"
            + " out) {",
        "switch (value) {");
    for (Part p : withEvents) {
      out.line(
          "case " + p.type().getQualifiedName() + ".Event e -> {",
          "out.u8(" + p.index() + ");",
          codecOf(p, "Event") + ".encode(e, out);",
          "}");
    }
    out.line(
        "default -> throw new IllegalArgumentException(\"expected an event of this runtime, found"
            + " \" + value);",
        "}",
        "}");
    out.line(
        "@Override public io.braid.frame.PalletEvent decode(io.braid.scale.ScaleReader in) {",
        "int index = in.u8();",
        "return switch (index) {");
    for (Part p : withEvents) {
      out.line("case " + p.index() + " -> " + codecOf(p, "Event") + ".decode(in);");
    }
    out.line(
        "default -> throw new io.braid.scale.ScaleException(\"expected the index of a pallet with"
            + " events at byte \" + (in.position() - 1) + \", found \" + index);",
        "};",
        "}");
    out.line("@Override public io.braid.scale.TypeInfo type() {");
    outer(out, runtime, "RuntimeEvent", withEvents, p -> codecOf(p, "Event"));
    out.line("}", "};");
    out.line(
        "@Override public io.braid.scale.Codec<io.braid.frame.PalletEvent> event() {",
        "return EVENTS;",
        "}");

    List<Part> withErrors =
        pallets.stream().filter(p -> model.nested(p.type(), "Error").isPresent()).toList();
    out.line(
        "private static final io.braid.scale.Codec<io.braid.frame.PalletError> ERRORS ="
            + " io.braid.scale.Codecs.of(() -> {");
    outer(out, runtime, "RuntimeError", withErrors, p -> codecOf(p, "Error"));
    out.line(
        "}, 2, (value, out) -> {",
        "throw new IllegalStateException(\"a description only\");",
        "}, in -> {",
        "throw new IllegalStateException(\"a description only\");",
        "});");
    out.line(
        "@Override public io.braid.scale.Codec<io.braid.frame.PalletError> error() {",
        "return ERRORS;",
        "}");
    out.line(
        "@Override public io.braid.runtime.api.DispatchError.Module"
            + " moduleError(io.braid.frame.PalletError error) {",
        "return switch (error) {");
    for (Part p : withErrors) {
      out.line(
          "case "
              + p.type().getQualifiedName()
              + ".Error e -> io.braid.runtime.api.DispatchError.Module.of("
              + p.index()
              + ", "
              + codecOf(p, "Error")
              + ".encode(e));");
    }
    out.line(
        "default -> throw new IllegalArgumentException(\"expected an error of this runtime, found"
            + " \" + error);",
        "};",
        "}");

    reasons(out, runtime, pallets, "Hold");
    reasons(out, runtime, pallets, "Freeze");
    out.line(
        "private final io.braid.scale.Codec<io.braid.frame.Origin> origins = new"
            + " io.braid.frame.OriginCaller("
            + Names.quote(Names.snake(runtime.getSimpleName().toString()))
            + ");",
        "@Override public io.braid.scale.Codec<io.braid.frame.Origin> origin() {",
        "return origins;",
        "}");
    keys(out, runtime, pallets);

    out.line(
        "@Override public io.braid.frame.PostDispatch dispatch(io.braid.frame.Origin origin,"
            + " io.braid.frame.Call call) throws io.braid.frame.DispatchFailure {",
        "return switch (call) {");
    for (Part p : pallets) {
      if (hasCalls(p)) {
        out.line(
            "case "
                + callType(p)
                + " c -> "
                + callType(p)
                + ".dispatch("
                + p.access()
                + ", origin, c);");
      }
    }
    out.line(
        "default -> throw new IllegalArgumentException(\"expected a call of this runtime, found \""
            + " + call);",
        "};",
        "}");
    out.line(
        "@Override public io.braid.runtime.api.DispatchInfo info(io.braid.frame.Call call) {",
        "return switch (call) {");
    for (Part p : pallets) {
      if (hasCalls(p)) {
        out.line("case " + callType(p) + " c -> " + callType(p) + ".info(" + p.access() + ", c);");
      }
    }
    out.line(
        "default -> throw new IllegalArgumentException(\"expected a call of this runtime, found \""
            + " + call);",
        "};",
        "}");

    listOf(out, "io.braid.frame.Hooks", "hooks", pallets);
    listOf(out, "io.braid.frame.ProvidesInherent", "inherents", pallets);

    out.line(
        "@Override public java.util.List<io.braid.frame.PalletInfo> pallets() {",
        "return java.util.List.of(");
    for (int i = 0; i < pallets.size(); i++) {
      Part p = pallets.get(i);
      out.line(
          "new io.braid.frame.PalletInfo("
              + p.field().getSimpleName()
              + ", "
              + (hasCalls(p)
                  ? "java.util.Optional.of(" + p.field().getSimpleName() + "Calls)"
                  : "java.util.Optional.empty()")
              + ", "
              + optional(model.nested(p.type(), "Event").isPresent(), codecOf(p, "Event"))
              + ", "
              + optional(model.nested(p.type(), "Error").isPresent(), codecOf(p, "Error"))
              + ", "
              + Names.packageOf(p.type())
              + "."
              + p.type().getSimpleName()
              + "Docs::of"
              + ", "
              + Source.docs(model.docs(p.type()))
              + ")"
              + (i == pallets.size() - 1 ? "" : ","));
    }
    out.line(");", "}");

    out.line(
        "@Override public java.util.List<io.braid.runtime.api.ApiInfo> apis() {",
        "return java.util.List.of(");
    List<Api> apis = apis(runtime);
    for (int i = 0; i < apis.size(); i++) {
      out.line(scaleClass(apis.get(i).type()) + ".INFO" + (i == apis.size() - 1 ? "" : ","));
    }
    out.line(");", "}", "}");
    out.write(environment, packageName + "." + name, runtime);
  }

  /** The outer enum of the pallets' reasons to hold or freeze funds. */
  private void reasons(Source out, TypeElement runtime, List<Part> pallets, String kind) {
    String nested = kind + "Reason";
    List<Part> withReasons =
        pallets.stream().filter(p -> model.nested(p.type(), nested).isPresent()).toList();
    String constant = kind.toUpperCase(java.util.Locale.ROOT) + "_REASONS";
    String type = "io.braid.scale.Codec<io.braid.frame.currency.Reason>";
    out.line(
        "private static final " + type + " " + constant + " = io.braid.scale.Codecs.of(() -> {");
    outer(out, runtime, "Runtime" + nested, withReasons, p -> codecOf(p, nested));
    out.line("}, 2, (value, out) -> {", "switch (value) {");
    for (Part p : withReasons) {
      out.line(
          "case " + p.type().getQualifiedName() + "." + nested + " r -> {",
          "out.u8(" + p.index() + ");",
          codecOf(p, nested) + ".encode(r, out);",
          "}");
    }
    out.line(
        "default -> throw new IllegalArgumentException(\"expected a "
            + nested
            + " of this runtime, found \" + value);",
        "}",
        "}, in -> {",
        "int index = in.u8();");
    for (Part p : withReasons) {
      out.line(
          "if (index == " + p.index() + ") {",
          "return " + codecOf(p, nested) + ".decode(in);",
          "}");
    }
    out.line(
        "throw new io.braid.scale.ScaleException(\"expected the index of a pallet with a "
            + nested
            + " at byte \" + (in.position() - 1) + \", found \" + index);",
        "});",
        "@Override public " + type + " " + kind.toLowerCase(java.util.Locale.ROOT) + "Reason() {",
        "return " + constant + ";",
        "}");
  }

  /** The codec of the record of session keys that the runtime names. */
  private void keys(Source out, TypeElement runtime, List<Part> pallets) {
    TypeElement keys =
        model
            .element(
                model.<javax.lang.model.type.TypeMirror>value(
                    model.annotation(runtime, FRAME + "Runtime").orElseThrow(), "keys"))
            .orElseThrow();
    boolean none = keys.getQualifiedName().contentEquals(FRAME + "OpaqueKeys");
    if (none) {
      for (Part p : pallets) {
        if (takesKeys(p)) {
          throw new Mistake(
              p.field(),
              p.name()
                  + " has a call that takes session keys: name their record in @Runtime(keys = …)");
        }
      }
    }
    out.line(
        none ? "" : "@SuppressWarnings(\"unchecked\")",
        "@Override public io.braid.scale.Codec<io.braid.frame.OpaqueKeys> keys() {",
        none
            ? "throw new IllegalStateException(\"this runtime has no session keys: name their"
                + " record in @Runtime(keys = …)\");"
            : "return (io.braid.scale.Codec<io.braid.frame.OpaqueKeys>) (io.braid.scale.Codec<?>) "
                + Names.codecClass(keys)
                + ".CODEC;",
        "}");
  }

  private boolean takesKeys(Part part) {
    return ElementFilter.methodsIn(part.type().getEnclosedElements()).stream()
        .filter(m -> model.has(m, FRAME + "Dispatchable"))
        .flatMap(m -> m.getParameters().stream())
        .anyMatch(p -> CodecExpressions.boxedName(p.asType()).equals(FRAME + "OpaqueKeys"));
  }

  private static String optional(boolean present, String expression) {
    return present ? "java.util.Optional.of(" + expression + ")" : "java.util.Optional.empty()";
  }

  private void listOf(Source out, String type, String method, List<Part> pallets) {
    out.line("@Override public java.util.List<" + type + "> " + method + "() {");
    StringBuilder items = new StringBuilder();
    for (Part p : pallets) {
      if (model.implementsType(p.type().asType(), type)) {
        items.append(items.isEmpty() ? "" : ", ").append(p.access());
      }
    }
    out.line("return java.util.List.of(" + items + ");", "}");
  }

  private void outer(
      Source out,
      TypeElement runtime,
      String typeName,
      List<Part> parts,
      java.util.function.Function<Part, String> codec) {
    String crate = Names.snake(runtime.getSimpleName().toString());
    out.line(
        "return new io.braid.scale.TypeInfo.Variant(java.util.List.of("
            + Names.quote(crate)
            + ", "
            + Names.quote(typeName)
            + "), java.util.List.of(), java.util.List.of(");
    for (int i = 0; i < parts.size(); i++) {
      out.line(
          "new io.braid.scale.TypeInfo.Case("
              + Names.quote(parts.get(i).name())
              + ", "
              + parts.get(i).index()
              + ", java.util.List.of(new io.braid.scale.TypeInfo.Field(\"\", "
              + codec.apply(parts.get(i))
              + ", \"\")))"
              + (i == parts.size() - 1 ? "" : ","));
    }
    out.line("), java.util.List.of());");
  }

  private record Api(TypeElement type, String access) {}

  /** The entry points: those of the runtime class itself and of every field's type. */
  private List<Api> apis(TypeElement runtime) {
    List<Api> found = new ArrayList<>();
    addApis(found, runtime, "runtime", runtime);
    for (VariableElement field : ElementFilter.fieldsIn(runtime.getEnclosedElements())) {
      model
          .element(field.asType())
          .ifPresent(t -> addApis(found, t, "runtime." + field.getSimpleName(), runtime));
    }
    return found;
  }

  private void addApis(List<Api> found, TypeElement type, String access, TypeElement runtime) {
    List<TypeElement> candidates = new ArrayList<>(model.interfaces(type));
    candidates.add(type);
    for (TypeElement candidate : candidates) {
      if (!model.has(candidate, ApiGenerator.API + "RuntimeApi")) {
        continue;
      }
      for (Api other : found) {
        if (other.type().equals(candidate)) {
          throw new Mistake(
              runtime,
              "two fields answer the runtime API "
                  + candidate.getSimpleName()
                  + ": "
                  + other.access()
                  + " and "
                  + access);
        }
      }
      found.add(new Api(candidate, access));
    }
  }

  private static String scaleClass(TypeElement api) {
    return Names.packageOf(api) + "." + Names.flat(api) + "Scale";
  }

  private void entryPoints(TypeElement runtime) {
    String packageName = Names.packageOf(runtime);
    String name = runtime.getSimpleName() + "EntryPoints";
    Source out = new Source();
    Source.header(out, packageName);
    out.line(
        "public final class " + name + " implements io.braid.runtime.api.EntryPoints {",
        "private final " + runtime.getSimpleName() + " runtime;",
        "public " + name + "(io.braid.runtime.api.Host host) {",
        "runtime = new " + runtime.getSimpleName() + "(host);",
        "}",
        "public " + runtime.getSimpleName() + " runtime() {",
        "return runtime;",
        "}",
        "@Override public byte[] call(String entryPoint, byte[] arguments) {",
        "return switch (entryPoint) {");
    List<String> exports = new ArrayList<>();
    for (Api api : apis(runtime)) {
      for (ExecutableElement method : ApiGenerator.methods(api.type())) {
        String entry =
            ApiGenerator.traitName(model, api.type())
                + "_"
                + Names.snake(method.getSimpleName().toString());
        exports.add(entry);
        out.line(
            "case "
                + Names.quote(entry)
                + " -> "
                + scaleClass(api.type())
                + "."
                + method.getSimpleName()
                + "("
                + api.access()
                + ", arguments);");
      }
    }
    for (VariableElement field : ElementFilter.fieldsIn(runtime.getEnclosedElements())) {
      if (model.implementsType(field.asType(), PARACHAINS + "ValidationFunction")) {
        exports.add("validate_block");
        out.line(
            "case \"validate_block\" -> "
                + PARACHAINS
                + "ValidationResultCodec.CODEC.encode(runtime."
                + field.getSimpleName()
                + ".validateBlock("
                + PARACHAINS
                + "ValidationParamsCodec.CODEC.decodeAll(arguments)));");
      }
    }
    out.line(
        "default -> throw new IllegalArgumentException(\"no entry point \" + entryPoint + \" in"
            + " this runtime\");",
        "};",
        "}",
        "}");
    out.write(environment, packageName + "." + name, runtime);
    if (environment.getElementUtils().getTypeElement("io.braid.wasm.host.WasmEntry") != null) {
      exports(runtime, packageName, exports);
      sections(runtime, packageName);
    }
  }

  /** What the blob says of itself to a node that does not run it. */
  private void sections(TypeElement runtime, String packageName) {
    if (!model.hasStaticField(runtime, "VERSION")) {
      throw new Mistake(
          runtime, "expected a public static final RuntimeVersion VERSION: the blob declares it");
    }
    String name = runtime.getSimpleName() + "Sections";
    Source out = new Source();
    Source.header(out, packageName);
    out.line(
        "public final class " + name + " {",
        "private " + name + "() {}",
        "public static byte[] runtimeVersion() {",
        "return io.braid.runtime.api.RuntimeVersionCodec.CODEC.encode("
            + runtime.getSimpleName()
            + ".VERSION);",
        "}",
        "public static byte[] runtimeApis() {",
        "io.braid.scale.ScaleWriter out = new io.braid.scale.ScaleWriter();");
    for (Api api : apis(runtime)) {
      String info = scaleClass(api.type()) + ".INFO";
      out.line("out.raw(" + info + ".id()).u32(" + info + ".version());");
    }
    out.line("return out.toArray();", "}", "}");
    out.write(environment, packageName + "." + name, runtime);
  }

  private void exports(TypeElement runtime, String packageName, List<String> exports) {
    String name = runtime.getSimpleName() + "Exports";
    Source out = new Source();
    Source.header(out, packageName);
    out.line(
        "public final class " + name + " {",
        "private " + name + "() {}",
        "public static void main(String[] arguments) {}");
    for (String entry : exports) {
      out.line(
          "@org.teavm.interop.Export(name = " + Names.quote(entry) + ")",
          "public static long " + entry + "(int pointer, int length) {",
          "return io.braid.wasm.host.WasmEntry.call(pointer, length, "
              + Names.quote(entry)
              + ", "
              + runtime.getSimpleName()
              + "EntryPoints::new);",
          "}");
    }
    out.line("}");
    out.write(environment, packageName + "." + name, runtime);
  }
}
