package io.braid.processor;

import static io.braid.processor.Model.FRAME;
import static io.braid.processor.Model.SCALE;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;

/**
 * Writes what follows from a {@code @Pallet} class: the sealed type of its calls with their codec
 * and dispatch, the codecs of its nested {@code Event} and {@code Error}, and the docs of its
 * storage.
 */
final class PalletGenerator {
  private final ProcessingEnvironment environment;
  private final Model model;
  private final RecordCode code;
  private final ScaleGenerator scale;

  PalletGenerator(
      ProcessingEnvironment environment, Model model, RecordCode code, ScaleGenerator scale) {
    this.environment = environment;
    this.model = model;
    this.code = code;
    this.scale = scale;
  }

  static String crate(Model model, TypeElement pallet) {
    AnnotationMirror mirror = model.annotation(pallet, FRAME + "Pallet").orElseThrow();
    String crate = model.value(mirror, "crate");
    return crate.isEmpty() ? "pallet_" + Names.snake(pallet.getSimpleName().toString()) : crate;
  }

  void generate(TypeElement pallet) {
    String path = crate(model, pallet) + "::pallet::";
    storageIsBounded(pallet);
    Optional<TypeElement> event = model.nested(pallet, "Event");
    event.ifPresent(e -> {
      if (!model.implementsType(e.asType(), FRAME + "PalletEvent")) {
        throw new Mistake(e, "expected the pallet's Event to extend PalletEvent");
      }
      scale.generate(e, path + "Event");
    });
    model
        .nested(pallet, "Error")
        .ifPresent(e -> {
          if (e.getKind() != ElementKind.ENUM
              || !model.implementsType(e.asType(), FRAME + "PalletError")) {
            throw new Mistake(
                e, "expected the pallet's Error to be an enum that implements PalletError");
          }
          scale.generate(e, path + "Error");
        });
    for (String reasons : List.of("HoldReason", "FreezeReason")) {
      model
          .nested(pallet, reasons)
          .ifPresent(e -> {
            if (e.getKind() != ElementKind.ENUM
                || !model.implementsType(e.asType(), FRAME + "currency.Reason")) {
              throw new Mistake(
                  e, "expected the pallet's " + reasons + " to be an enum that implements Reason");
            }
            scale.generate(e, path + reasons);
          });
    }
    List<ExecutableElement> calls =
        ElementFilter.methodsIn(pallet.getEnclosedElements()).stream()
            .filter(m -> model.has(m, FRAME + "Dispatchable"))
            .toList();
    if (!calls.isEmpty()) {
      calls(pallet, calls, path + "Call");
    }
    info(pallet);
  }

  /** Every storage item's value must have a bound, or say that it has none. */
  private void storageIsBounded(TypeElement pallet) {
    for (VariableElement field : ElementFilter.fieldsIn(pallet.getEnclosedElements())) {
      Optional<TypeElement> type = model.element(field.asType());
      if (type.isEmpty()
          || !Names.packageOf(type.get()).equals("io.braid.frame.storage")
          || model.has(field, FRAME + "Unbounded")) {
        continue;
      }
      for (TypeMirror argument : ((DeclaredType) field.asType()).getTypeArguments()) {
        String name = CodecExpressions.boxedName(argument);
        boolean unordered = name.equals("java.util.HashMap") || name.equals("java.util.HashSet");
        if (unordered || name.equals("java.lang.Double") || name.equals("java.lang.Float")) {
          throw new Mistake(
              field,
              name
                  + " cannot be stored: machines would disagree on its bytes; use a List, a"
                  + " SortedMap or an integer");
        }
        if (name.equals("java.util.List") && !model.has(argument, SCALE + "Max")) {
          throw new Mistake(
              field,
              "an unbounded list in storage: write @Max(n) List<…> and give its codec the same"
                  + " bound, or mark the item @Unbounded and say why");
        }
      }
    }
  }

  private List<RecordCode.Part> parts(ExecutableElement call, String variable) {
    List<RecordCode.Part> parts = new ArrayList<>();
    List<? extends VariableElement> parameters = call.getParameters();
    for (VariableElement p : parameters.subList(1, parameters.size())) {
      String name = p.getSimpleName().toString();
      TypeMirror type =
          isLookup(p)
              ? environment.getElementUtils().getTypeElement(FRAME + "MultiAddress").asType()
              : p.asType();
      parts.add(new RecordCode.Part(p, name, type, variable + "." + name + "()"));
    }
    return parts;
  }

  private boolean isLookup(VariableElement parameter) {
    return model.has(parameter, FRAME + "Lookup")
        || model.has(parameter.asType(), FRAME + "Lookup");
  }

  private void check(ExecutableElement call) {
    AnnotationMirror mirror = model.annotation(call, FRAME + "Dispatchable").orElseThrow();
    List<? extends VariableElement> parameters = call.getParameters();
    if (parameters.isEmpty()
        || !CodecExpressions.boxedName(parameters.getFirst().asType()).equals(FRAME + "Origin")) {
      throw new Mistake(call, "expected Origin as the first parameter of a @Dispatchable");
    }
    if (call.getModifiers().contains(Modifier.PRIVATE)
        || call.getModifiers().contains(Modifier.STATIC)) {
      throw new Mistake(
          call, "expected a @Dispatchable to be a package-private or public instance method");
    }
    long refTime = model.<Long>value(mirror, "refTime");
    String weight = model.value(mirror, "weight");
    if (refTime == 0 && weight.isEmpty()) {
      throw new Mistake(
          call,
          "a call without a weight: give refTime (picoseconds), or weight = the name of a method of"
              + " this pallet with the call's parameters that returns Weight");
    }
    if (!weight.isEmpty()) {
      boolean found =
          ElementFilter.methodsIn(Names.outer(call).getEnclosedElements()).stream()
              .anyMatch(m ->
                  m.getSimpleName().contentEquals(weight)
                      && m.getParameters().size() == parameters.size() - 1);
      if (!found) {
        throw new Mistake(
            call,
            "expected a method Weight "
                + weight
                + "(…) in this pallet that takes the call's parameters after the origin");
      }
    }
    for (VariableElement p : parameters.subList(1, parameters.size())) {
      if (isLookup(p)
          && !CodecExpressions.boxedName(p.asType()).equals("io.braid.primitives.AccountId")) {
        throw new Mistake(p, "expected @Lookup on an AccountId");
      }
    }
  }

  private List<Integer> indices(List<ExecutableElement> calls) {
    List<Integer> indices = new ArrayList<>();
    for (ExecutableElement call : calls) {
      int index =
          model.value(model.annotation(call, FRAME + "Dispatchable").orElseThrow(), "index");
      if (index < 0 || index > 255) {
        throw new Mistake(call, "expected a call index of 0 to 255, found " + index);
      }
      if (indices.contains(index)) {
        throw new Mistake(
            call,
            "call index "
                + index
                + " is taken by "
                + calls.get(indices.indexOf(index)).getSimpleName()
                + "; choose another");
      }
      indices.add(index);
    }
    return indices;
  }

  private void calls(TypeElement pallet, List<ExecutableElement> calls, String path) {
    calls.forEach(this::check);
    List<Integer> indices = indices(calls);
    String packageName = Names.packageOf(pallet);
    String callType = pallet.getSimpleName() + "Call";
    callType(pallet, calls, packageName, callType);
    codec(pallet, calls, indices, packageName, callType, path);
  }

  private void callType(
      TypeElement pallet, List<ExecutableElement> calls, String packageName, String callType) {
    Source out = new Source();
    Source.header(out, packageName);
    String palletType = pallet.getQualifiedName().toString();
    out.line("public sealed interface " + callType + " extends io.braid.frame.Call {");
    for (ExecutableElement call : calls) {
      String name = Names.capital(call.getSimpleName().toString());
      StringBuilder components = new StringBuilder();
      StringBuilder parameters = new StringBuilder();
      StringBuilder arguments = new StringBuilder();
      boolean lookup = false;
      List<RecordCode.Part> parts = parts(call, "call");
      for (int i = 0; i < parts.size(); i++) {
        RecordCode.Part part = parts.get(i);
        String comma = i == 0 ? "" : ", ";
        components
            .append(comma)
            .append(CodecExpressions.source(part.type()))
            .append(' ')
            .append(part.name());
        boolean isLookup = isLookup((VariableElement) part.where());
        lookup |= isLookup;
        parameters
            .append(comma)
            .append(
                isLookup ? "io.braid.primitives.AccountId" : CodecExpressions.source(part.type()))
            .append(' ')
            .append(part.name());
        arguments
            .append(comma)
            .append(isLookup ? "io.braid.frame.MultiAddress.of(" + part.name() + ")" : part.name());
      }
      out.line("record " + name + "(" + components + ") implements " + callType + " {}");
      if (lookup) {
        out.line(
            "static " + name + " " + call.getSimpleName() + "(" + parameters + ") {",
            "return new " + name + "(" + arguments + ");",
            "}");
      }
    }
    out.line(
        "static io.braid.frame.PostDispatch dispatch("
            + palletType
            + " pallet, io.braid.frame.Origin origin, "
            + callType
            + " call) throws io.braid.frame.DispatchFailure {",
        "switch (call) {");
    for (ExecutableElement call : calls) {
      dispatchCase(out, callType, call);
    }
    out.line("}", "}");
    out.line(
        "static io.braid.runtime.api.DispatchInfo info("
            + palletType
            + " pallet, "
            + callType
            + " call) {",
        "return switch (call) {");
    for (ExecutableElement call : calls) {
      AnnotationMirror mirror = model.annotation(call, FRAME + "Dispatchable").orElseThrow();
      String method = model.value(mirror, "weight");
      StringBuilder arguments = new StringBuilder();
      for (RecordCode.Part part : parts(call, "c")) {
        arguments.append(arguments.isEmpty() ? "" : ", ").append(part.access());
      }
      String weight =
          method.isEmpty()
              ? "new io.braid.runtime.api.Weight("
                  + model.<Long>value(mirror, "refTime")
                  + "L, "
                  + model.<Long>value(mirror, "proofSize")
                  + "L)"
              : "pallet." + method + "(" + arguments + ")";
      VariableElement dispatchClass = model.value(mirror, "dispatchClass");
      out.line(
          "case "
              + callType
              + "."
              + Names.capital(call.getSimpleName().toString())
              + " c -> new io.braid.runtime.api.DispatchInfo("
              + weight
              + ", io.braid.runtime.api.DispatchClass."
              + dispatchClass.getSimpleName()
              + ", io.braid.runtime.api.Pays."
              + (model.<Boolean>value(mirror, "paysFee") ? "YES" : "NO")
              + ");");
    }
    out.line("};", "}", "}");
    out.write(environment, packageName + "." + callType, pallet);
  }

  private void dispatchCase(Source out, String callType, ExecutableElement call) {
    StringBuilder arguments = new StringBuilder("origin");
    for (RecordCode.Part part : parts(call, "c")) {
      arguments.append(", ").append(part.access());
      if (isLookup((VariableElement) part.where())) {
        arguments.append(".lookup()");
      }
    }
    String invoke = "pallet." + call.getSimpleName() + "(" + arguments + ")";
    boolean returns = call.getReturnType().getKind() != javax.lang.model.type.TypeKind.VOID;
    if (returns
        && !CodecExpressions.boxedName(call.getReturnType()).equals(FRAME + "PostDispatch")) {
      throw new Mistake(call, "expected a @Dispatchable to return nothing or PostDispatch");
    }
    out.line("case " + callType + "." + Names.capital(call.getSimpleName().toString()) + " c -> {");
    if (returns) {
      out.line("return " + invoke + ";");
    } else {
      out.line(invoke + ";", "return io.braid.frame.PostDispatch.AS_ANNOUNCED;");
    }
    out.line("}");
  }

  private void codec(
      TypeElement pallet,
      List<ExecutableElement> calls,
      List<Integer> indices,
      String packageName,
      String callType,
      String path) {
    Source out = new Source();
    Source.header(out, packageName);
    out.line(
        "public final class "
            + callType
            + "Codec implements io.braid.scale.Codec<"
            + callType
            + "> {");
    List<List<RecordCode.Part>> parts = new ArrayList<>();
    for (int i = 0; i < calls.size(); i++) {
      parts.add(parts(calls.get(i), "v" + i));
      code.fields("P" + i + "_", parts.get(i), false).forEach(out::line);
    }
    out.line("public " + callType + "Codec(io.braid.frame.RuntimeTypes types) {");
    for (int i = 0; i < calls.size(); i++) {
      code.assignments("P" + i + "_", parts.get(i)).forEach(out::line);
    }
    out.line("}");
    out.line(
        "@Override public void encode(" + callType + " value, io.braid.scale.ScaleWriter out) {");
    out.line("switch (value) {");
    for (int i = 0; i < calls.size(); i++) {
      out.line(
          "case "
              + callType
              + "."
              + Names.capital(calls.get(i).getSimpleName().toString())
              + " v"
              + i
              + " -> {");
      out.line("out.u8(" + indices.get(i) + ");");
      for (int j = 0; j < parts.get(i).size(); j++) {
        out.line(code.encode("P" + i + "_", j, parts.get(i).get(j)));
      }
      out.line("}");
    }
    out.line("}", "}", "@Override public " + callType + " decode(io.braid.scale.ScaleReader in) {");
    out.line("int index = in.u8();", "switch (index) {");
    for (int i = 0; i < calls.size(); i++) {
      out.line("case " + indices.get(i) + ": {");
      StringBuilder arguments = new StringBuilder();
      for (int j = 0; j < parts.get(i).size(); j++) {
        out.line("var c" + j + " = " + code.decode("P" + i + "_", j, parts.get(i).get(j)) + ";");
        arguments.append(j == 0 ? "" : ", ").append("c").append(j);
      }
      out.line(
          "return new "
              + callType
              + "."
              + Names.capital(calls.get(i).getSimpleName().toString())
              + "("
              + arguments
              + ");",
          "}");
    }
    out.line(
        "default: throw new io.braid.scale.ScaleException(\"expected the index of a call of "
            + pallet.getSimpleName()
            + " at byte \" + (in.position() - 1) + \", found \" + index);",
        "}",
        "}",
        "@Override public io.braid.scale.TypeInfo type() {",
        "return new io.braid.scale.TypeInfo.Variant("
            + ScaleGenerator.pathList(path)
            + ", java.util.List.of(), java.util.List.of(");
    for (int i = 0; i < calls.size(); i++) {
      out.line(
          "new io.braid.scale.TypeInfo.Case("
              + Names.quote(Names.snake(calls.get(i).getSimpleName().toString()))
              + ", "
              + indices.get(i)
              + ", "
              + code.fieldInfos("P" + i + "_", parts.get(i), true)
              + ", "
              + Source.docs(model.docs(calls.get(i)))
              + ")"
              + (i == calls.size() - 1 ? "" : ","));
    }
    out.line("), java.util.List.of());", "}", "}");
    out.write(environment, packageName + "." + callType + "Codec", pallet);
  }

  /** The docs of the fields that hold storage items, for the metadata. */
  private void info(TypeElement pallet) {
    Source out = new Source();
    Source.header(out, Names.packageOf(pallet));
    String name = pallet.getSimpleName() + "Docs";
    out.line(
        "public final class " + name + " {",
        "private " + name + "() {}",
        "/** What the field behind a storage item or constant says. */",
        "public static java.util.List<String> of(String item) {",
        "return switch (item) {");
    for (VariableElement field : ElementFilter.fieldsIn(pallet.getEnclosedElements())) {
      List<String> docs = model.docs(field);
      if (!docs.isEmpty()) {
        String simple = field.getSimpleName().toString();
        String item =
            simple.equals(simple.toUpperCase(java.util.Locale.ROOT))
                ? Names.camelFromConstant(simple)
                : Names.capital(simple);
        out.line("case " + Names.quote(item) + " -> " + Source.docs(docs) + ";");
      }
    }
    out.line("default -> java.util.List.of();", "};", "}", "}");
    out.write(environment, Names.packageOf(pallet) + "." + name, pallet);
  }
}
