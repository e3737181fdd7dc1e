package io.braid.processor;

import static io.braid.processor.Model.SCALE;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;

/** Writes the codec class of a {@code @Scale} record, sealed interface or enum. */
final class ScaleGenerator {
  private final ProcessingEnvironment environment;
  private final Model model;
  private final RecordCode code;

  ScaleGenerator(ProcessingEnvironment environment, Model model, RecordCode code) {
    this.environment = environment;
    this.model = model;
    this.code = code;
  }

  /**
   * @param path the Rust path that clients know the type by
   */
  void generate(TypeElement type, String path) {
    String name = Names.flat(type) + "Codec";
    String value = type.getQualifiedName().toString();
    Source out = new Source();
    Source.header(out, Names.packageOf(type));
    out.line(
        CodecExpressions.visibility(type)
            + "final class "
            + name
            + " implements io.braid.scale.Codec<"
            + value
            + "> {",
        "public static final " + name + " CODEC = new " + name + "();",
        "private " + name + "() {}");
    String pathList = pathList(path);
    if (type.getKind() == ElementKind.RECORD) {
      record(out, type, value, pathList);
    } else if (type.getKind() == ElementKind.ENUM) {
      constants(out, type, value, pathList);
    } else if (type.getModifiers().contains(Modifier.SEALED)) {
      sum(out, type, value, pathList);
    } else {
      throw new Mistake(type, "expected @Scale on a record, an enum or a sealed interface");
    }
    out.line("}");
    out.write(environment, Names.packageOf(type) + "." + name, type);
  }

  static String pathList(String path) {
    StringBuilder out = new StringBuilder("java.util.List.of(");
    String[] segments = path.split("::", -1);
    for (int i = 0; i < segments.length; i++) {
      out.append(i == 0 ? "" : ", ").append(Names.quote(segments[i]));
    }
    return out.append(")").toString();
  }

  /** The path of a type that names none: its package below {@code io.braid}, and its name. */
  String path(TypeElement type) {
    Optional<String> declared =
        model.annotation(type, SCALE + "Scale").map(m -> model.<String>value(m, "path"));
    if (declared.isPresent() && !declared.get().isEmpty()) {
      return declared.get();
    }
    String packageName = Names.packageOf(type);
    String below =
        packageName.startsWith("io.braid.")
            ? packageName.substring("io.braid.".length())
            : packageName;
    return below.replace(".", "::") + "::" + Names.flat(type).replace("_", "");
  }

  private List<RecordCode.Part> parts(TypeElement recordType, String variable) {
    List<RecordCode.Part> parts = new ArrayList<>();
    for (RecordComponentElement c : model.components(recordType)) {
      parts.add(
          new RecordCode.Part(
              c,
              c.getSimpleName().toString(),
              c.asType(),
              variable + "." + c.getSimpleName() + "()"));
    }
    for (RecordCode.Part part : parts) {
      if (code.expression(part).contains("types.call()")) {
        throw new Mistake(
            part.where(),
            "a Call can only be a parameter of a @Dispatchable method, not part of a @Scale type");
      }
    }
    return parts;
  }

  private void record(Source out, TypeElement type, String value, String path) {
    List<RecordCode.Part> parts = parts(type, "value");
    code.fields("P", parts, true).forEach(out::line);
    out.line("@Override public void encode(" + value + " value, io.braid.scale.ScaleWriter out) {");
    for (int i = 0; i < parts.size(); i++) {
      out.line(code.encode("P", i, parts.get(i)));
    }
    out.line("}", "@Override public " + value + " decode(io.braid.scale.ScaleReader in) {");
    construct(out, type, "P", parts);
    out.line(
        "}",
        "@Override public io.braid.scale.TypeInfo type() {",
        "return new io.braid.scale.TypeInfo.Composite("
            + path
            + ", java.util.List.of(), "
            + code.fieldInfos("P", parts, !model.has(type, SCALE + "Unnamed"))
            + ", "
            + Source.docs(model.docs(type))
            + ");",
        "}",
        "@Override public int maxEncodedSize() {",
        "return " + code.sizeOf("P", parts) + ";",
        "}");
  }

  private void construct(Source out, TypeElement type, String prefix, List<RecordCode.Part> parts) {
    String value = type.getQualifiedName().toString();
    StringBuilder arguments = new StringBuilder();
    for (int i = 0; i < parts.size(); i++) {
      out.line("var c" + i + " = " + code.decode(prefix, i, parts.get(i)) + ";");
      arguments.append(i == 0 ? "" : ", ").append("c").append(i);
    }
    boolean checked =
        ElementFilter.constructorsIn(type.getEnclosedElements()).stream()
            .anyMatch(c -> environment.getElementUtils().isCompactConstructor(c));
    if (!checked) {
      out.line("return new " + value + "(" + arguments + ");");
      return;
    }
    // A constructor that refuses its arguments refuses the bytes.
    out.line(
        "try {",
        "return new " + value + "(" + arguments + ");",
        "} catch (IllegalArgumentException e) {",
        "throw new io.braid.scale.ScaleException(String.valueOf(e.getMessage()));",
        "}");
  }

  private void constants(Source out, TypeElement type, String value, String path) {
    List<? extends Element> constants =
        ElementFilter.fieldsIn(type.getEnclosedElements()).stream()
            .filter(f -> f.getKind() == ElementKind.ENUM_CONSTANT)
            .toList();
    List<Integer> indices = model.indices(constants);
    out.line("@Override public void encode(" + value + " value, io.braid.scale.ScaleWriter out) {");
    out.line("out.u8(switch (value) {");
    for (int i = 0; i < constants.size(); i++) {
      out.line("case " + constants.get(i).getSimpleName() + " -> " + indices.get(i) + ";");
    }
    out.line("});", "}", "@Override public " + value + " decode(io.braid.scale.ScaleReader in) {");
    out.line("int index = in.u8();", "return switch (index) {");
    for (int i = 0; i < constants.size(); i++) {
      out.line(
          "case " + indices.get(i) + " -> " + value + "." + constants.get(i).getSimpleName() + ";");
    }
    out.line(
        "default -> throw new io.braid.scale.ScaleException(\"expected an index of "
            + type.getSimpleName()
            + " at byte \" + (in.position() - 1) + \", found \" + index);",
        "};",
        "}",
        "@Override public io.braid.scale.TypeInfo type() {",
        "return new io.braid.scale.TypeInfo.Variant("
            + path
            + ", java.util.List.of(), java.util.List.of(");
    for (int i = 0; i < constants.size(); i++) {
      out.line(
          "new io.braid.scale.TypeInfo.Case("
              + Names.quote(Names.camelFromConstant(constants.get(i).getSimpleName().toString()))
              + ", "
              + indices.get(i)
              + ", java.util.List.of(), "
              + Source.docs(model.docs(constants.get(i)))
              + ")"
              + (i == constants.size() - 1 ? "" : ","));
    }
    out.line("), " + Source.docs(model.docs(type)) + ");", "}");
    out.line("@Override public int maxEncodedSize() {", "return 1;", "}");
  }

  private void sum(Source out, TypeElement type, String value, String path) {
    List<TypeElement> cases = model.cases(type);
    List<Integer> indices = model.indices(cases);
    List<List<RecordCode.Part>> parts = new ArrayList<>();
    for (int i = 0; i < cases.size(); i++) {
      parts.add(parts(cases.get(i), "v" + i));
      code.fields("P" + i + "_", parts.get(i), true).forEach(out::line);
    }
    out.line("@Override public void encode(" + value + " value, io.braid.scale.ScaleWriter out) {");
    out.line("switch (value) {");
    for (int i = 0; i < cases.size(); i++) {
      out.line("case " + cases.get(i).getQualifiedName() + " v" + i + " -> {");
      out.line("out.u8(" + indices.get(i) + ");");
      for (int j = 0; j < parts.get(i).size(); j++) {
        out.line(code.encode("P" + i + "_", j, parts.get(i).get(j)));
      }
      out.line("}");
    }
    out.line("}", "}", "@Override public " + value + " decode(io.braid.scale.ScaleReader in) {");
    out.line("int index = in.u8();", "switch (index) {");
    for (int i = 0; i < cases.size(); i++) {
      out.line("case " + indices.get(i) + ": {");
      construct(out, cases.get(i), "P" + i + "_", parts.get(i));
      out.line("}");
    }
    out.line(
        "default: throw new io.braid.scale.ScaleException(\"expected an index of "
            + type.getSimpleName()
            + " at byte \" + (in.position() - 1) + \", found \" + index);",
        "}",
        "}",
        "@Override public io.braid.scale.TypeInfo type() {",
        "return new io.braid.scale.TypeInfo.Variant("
            + path
            + ", java.util.List.of(), java.util.List.of(");
    for (int i = 0; i < cases.size(); i++) {
      out.line(
          "new io.braid.scale.TypeInfo.Case("
              + Names.quote(cases.get(i).getSimpleName().toString())
              + ", "
              + indices.get(i)
              + ", "
              + code.fieldInfos(
                  "P" + i + "_", parts.get(i), !model.has(cases.get(i), SCALE + "Unnamed"))
              + ", "
              + Source.docs(model.docs(cases.get(i)))
              + ")"
              + (i == cases.size() - 1 ? "" : ","));
    }
    out.line(
        "), " + Source.docs(model.docs(type)) + ");",
        "}",
        "@Override public int maxEncodedSize() {");
    out.line("int most = 0;");
    for (int i = 0; i < cases.size(); i++) {
      out.line("most = Math.max(most, " + code.sizeOf("P" + i + "_", parts.get(i)) + ");");
    }
    out.line("return io.braid.scale.Codecs.plus(most, 1);", "}");
  }
}
