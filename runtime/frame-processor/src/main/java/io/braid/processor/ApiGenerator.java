package io.braid.processor;

import java.util.ArrayList;
import java.util.List;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.util.ElementFilter;

/**
 * Writes, for a {@code @RuntimeApi} interface, the SCALE face of its methods and its description.
 */
final class ApiGenerator {
  static final String API = "io.braid.runtime.api.";

  private final ProcessingEnvironment environment;
  private final Model model;
  private final CodecExpressions codecs;

  ApiGenerator(ProcessingEnvironment environment, Model model, CodecExpressions codecs) {
    this.environment = environment;
    this.model = model;
    this.codecs = codecs;
  }

  /** The name of the trait: the interface's own, or what the annotation says. */
  static String traitName(Model model, TypeElement api) {
    AnnotationMirror mirror = model.annotation(api, API + "RuntimeApi").orElseThrow();
    String name = model.value(mirror, "name");
    return name.isEmpty() ? api.getSimpleName().toString() : name;
  }

  static List<ExecutableElement> methods(TypeElement api) {
    return ElementFilter.methodsIn(api.getEnclosedElements()).stream()
        .filter(m -> m.getModifiers().contains(javax.lang.model.element.Modifier.ABSTRACT))
        .toList();
  }

  void generate(TypeElement api) {
    AnnotationMirror mirror = model.annotation(api, API + "RuntimeApi").orElseThrow();
    String packageName = Names.packageOf(api);
    String name = Names.flat(api) + "Scale";
    Source out = new Source();
    Source.header(out, packageName);
    out.line("public final class " + name + " {", "private " + name + "() {}");
    List<String> descriptions = new ArrayList<>();
    for (ExecutableElement method : methods(api)) {
      descriptions.add(method(out, api, method));
    }
    out.line(
        "public static final io.braid.runtime.api.ApiInfo INFO = new io.braid.runtime.api.ApiInfo("
            + Names.quote(traitName(model, api))
            + ", io.braid.primitives.Bytes.fromHex("
            + Names.quote(model.value(mirror, "id"))
            + "), "
            + model.<Integer>value(mirror, "version")
            + ", java.util.List.of("
            + String.join(", ", descriptions)
            + "), "
            + Source.docs(model.docs(api))
            + ");");
    out.line("}");
    out.write(environment, packageName + "." + name, api);
  }

  private String method(Source out, TypeElement api, ExecutableElement method) {
    String simple = method.getSimpleName().toString();
    StringBuilder inputs = new StringBuilder();
    StringBuilder arguments = new StringBuilder();
    int i = 0;
    for (VariableElement p : method.getParameters()) {
      String expression = codecs.codec(p, p.asType());
      String field = Names.snake(simple).toUpperCase(java.util.Locale.ROOT) + "_" + i;
      out.line(
          "private static final io.braid.scale.Codec<"
              + CodecExpressions.boxedSource(p.asType())
              + "> "
              + field
              + " = "
              + expression
              + ";");
      arguments.append(i == 0 ? "" : ", ").append("a").append(i);
      inputs
          .append(i == 0 ? "" : ", ")
          .append("new io.braid.scale.TypeInfo.Field(")
          .append(Names.quote(Names.snake(p.getSimpleName().toString())))
          .append(", ")
          .append(field)
          .append(", \"\")");
      i++;
    }
    String result = Names.snake(simple).toUpperCase(java.util.Locale.ROOT) + "_RESULT";
    boolean isVoid = method.getReturnType().getKind() == TypeKind.VOID;
    out.line(
        "private static final io.braid.scale.Codec<"
            + CodecExpressions.boxedSource(method.getReturnType())
            + "> "
            + result
            + " = "
            + codecs.codec(method, method.getReturnType())
            + ";");
    out.line(
        "public static byte[] "
            + simple
            + "("
            + api.getQualifiedName()
            + " api, byte[] arguments) {");
    out.line("io.braid.scale.ScaleReader in = new io.braid.scale.ScaleReader(arguments);");
    for (int j = 0; j < i; j++) {
      out.line(
          "var a"
              + j
              + " = "
              + Names.snake(simple).toUpperCase(java.util.Locale.ROOT)
              + "_"
              + j
              + ".decode(in);");
    }
    out.line("in.expectEnd();");
    if (isVoid) {
      out.line("api." + simple + "(" + arguments + ");", "return new byte[0];");
    } else {
      out.line("return " + result + ".encode(api." + simple + "(" + arguments + "));");
    }
    out.line("}");
    return "new io.braid.runtime.api.ApiInfo.Method("
        + Names.quote(Names.snake(simple))
        + ", java.util.List.of("
        + inputs
        + "), "
        + result
        + ", "
        + Source.docs(model.docs(method))
        + ")";
  }
}
