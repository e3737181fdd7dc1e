package io.braid.processor;

import static io.braid.processor.Model.SCALE;

import java.util.List;
import java.util.Optional;
import javax.lang.model.AnnotatedConstruct;
import javax.lang.model.element.Element;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** From a Java type and its annotations to the expression that names its codec. */
final class CodecExpressions {
  private static final String CODECS = "io.braid.scale.Codecs.";

  private final Model model;

  CodecExpressions(Model model) {
    this.model = model;
  }

  /** The codec of a component, parameter or return value {@code where} of type {@code type}. */
  String codec(Element where, TypeMirror type) {
    return codec(where, type, where);
  }

  private String codec(Element where, TypeMirror type, AnnotatedConstruct annotations) {
    boolean compact = has(annotations, type, "Compact");
    Optional<Integer> width = intOf(annotations, type, "Width");
    Optional<Integer> max = intOf(annotations, type, "Max");
    Optional<Integer> size = intOf(annotations, type, "Size");
    String limit = max.map(String::valueOf).orElse("Integer.MAX_VALUE");
    String name = boxedName(type);
    switch (name) {
      case "void", "io.braid.scale.Codecs.Unit":
        return CODECS + "UNIT";
      case "java.lang.Boolean":
        return CODECS + "BOOL";
      case "java.lang.Integer":
        return CODECS
            + (compact
                ? "COMPACT_U32"
                : switch (width.orElse(32)) {
                  case 8 -> "U8";
                  case 16 -> "U16";
                  case 32 -> "U32";
                  default ->
                      throw new Mistake(
                          where,
                          "expected @Width(8), (16) or (32) on an int, found " + width.get());
                });
      case "java.lang.Long":
        return CODECS
            + (compact
                ? "COMPACT_U64"
                : switch (width.orElse(64)) {
                  case 32 -> "U32_WIDE";
                  case 64 -> "U64";
                  default ->
                      throw new Mistake(
                          where, "expected @Width(32) or (64) on a long, found " + width.get());
                });
      case "java.lang.Double", "java.lang.Float":
        throw new Mistake(
            where, "floating point differs between machines; use an integer, U128 or Perbill");
      case "java.util.HashMap", "java.util.HashSet", "java.util.Map", "java.util.Set":
        throw new Mistake(
            where,
            name + " has no order that all machines share; use a List or a SortedMap instead");
      case "io.braid.primitives.U128":
        return CODECS + (compact ? "COMPACT_U128" : "U128");
      case "io.braid.primitives.U256":
        return CODECS + "U256";
      case "java.lang.String":
        return max.isPresent() ? CODECS + "string(" + limit + ")" : CODECS + "STRING";
      case "io.braid.primitives.Bytes":
        return size.isPresent()
            ? CODECS + "fixedBytes(" + size.get() + ")"
            : CODECS + "bytes(" + limit + ")";
      case "java.util.List":
        String element = argument(where, type, 0, annotations);
        return size.isPresent()
            ? CODECS + "array(" + element + ", " + size.get() + ")"
            : CODECS + "list(" + element + ", " + limit + ")";
      case "java.util.Optional":
        return CODECS + "option(" + argument(where, type, 0, annotations) + ")";
      case "java.util.SortedMap":
        return CODECS
            + "sortedMap("
            + argument(where, type, 0, annotations)
            + ", "
            + argument(where, type, 1, annotations)
            + ", "
            + limit
            + ")";
      case "io.braid.runtime.api.Results.Result":
        return "io.braid.runtime.api.Results.codec("
            + argument(where, type, 0, annotations)
            + ", "
            + argument(where, type, 1, annotations)
            + ")";
      case "java.util.Map.Entry":
        return CODECS
            + "pair("
            + argument(where, type, 0, annotations)
            + ", "
            + argument(where, type, 1, annotations)
            + ")";
      case "io.braid.frame.Call":
        return "types.call()";
      case "io.braid.frame.Origin":
        return "types.origin()";
      case "io.braid.frame.OpaqueKeys":
        return "types.keys()";
      default:
        return declared(where, type, has(annotations, type, "Recursive"));
    }
  }

  private String argument(Element where, TypeMirror type, int index, AnnotatedConstruct outer) {
    List<? extends TypeMirror> arguments = ((DeclaredType) type).getTypeArguments();
    if (arguments.size() <= index) {
      throw new Mistake(where, "expected type arguments on " + type);
    }
    TypeMirror argument = arguments.get(index);
    // A compact or recursive mark on the outside means the elements; sizes and bounds do not.
    return model.has(outer, SCALE + "Recursive")
        ? codec(where, argument, new Marks(outer, argument))
        : codec(where, argument, argument);
  }

  private String declared(Element where, TypeMirror type, boolean recursive) {
    TypeElement element =
        model
            .element(type)
            .orElseThrow(() -> new Mistake(where, "expected a type with a codec, found " + type));
    String expression;
    if (model.has(element, SCALE + "Scale")
        || element.getSimpleName().contentEquals("Event")
        || element.getSimpleName().contentEquals("Error")) {
      expression = Names.codecClass(element) + ".CODEC";
    } else if (model.hasStaticField(element, "CODEC")) {
      expression = element.getQualifiedName() + ".CODEC";
    } else {
      throw new Mistake(
          where,
          "no codec for "
              + element.getQualifiedName()
              + ": annotate it with @Scale, or give it a public static field CODEC");
    }
    return recursive
        ? CODECS + "<" + element.getQualifiedName() + ">recursive(() -> " + expression + ")"
        : expression;
  }

  private boolean has(AnnotatedConstruct on, TypeMirror type, String annotation) {
    return model.has(on, SCALE + annotation) || model.has(type, SCALE + annotation);
  }

  private Optional<Integer> intOf(AnnotatedConstruct on, TypeMirror type, String annotation) {
    return model
        .intValue(on, SCALE + annotation)
        .or(() -> model.intValue(type, SCALE + annotation));
  }

  /** The qualified name, primitives as their boxes. */
  static String boxedName(TypeMirror type) {
    return switch (type.getKind()) {
      case BOOLEAN -> "java.lang.Boolean";
      case INT -> "java.lang.Integer";
      case LONG -> "java.lang.Long";
      case FLOAT -> "java.lang.Float";
      case DOUBLE -> "java.lang.Double";
      case VOID -> "void";
      case DECLARED ->
          ((TypeElement) ((DeclaredType) type).asElement()).getQualifiedName().toString();
      default -> type.toString();
    };
  }

  /** The type as source text, boxed, with its arguments and without annotations. */
  static String boxedSource(TypeMirror type) {
    if (type.getKind() != TypeKind.DECLARED) {
      return type.getKind() == TypeKind.VOID ? "io.braid.scale.Codecs.Unit" : boxedName(type);
    }
    DeclaredType declared = (DeclaredType) type;
    if (declared.getTypeArguments().isEmpty()) {
      return boxedName(type);
    }
    StringBuilder out = new StringBuilder(boxedName(type)).append('<');
    for (int i = 0; i < declared.getTypeArguments().size(); i++) {
      out.append(i == 0 ? "" : ", ").append(boxedSource(declared.getTypeArguments().get(i)));
    }
    return out.append('>').toString();
  }

  static String source(TypeMirror type) {
    return type.getKind().isPrimitive()
        ? type.getKind().name().toLowerCase(java.util.Locale.ROOT)
        : boxedSource(type);
  }

  static String visibility(TypeElement type) {
    Element e = type;
    while (e instanceof TypeElement) {
      if (!e.getModifiers().contains(Modifier.PUBLIC)
          && Names.outer(e).getKind() != javax.lang.model.element.ElementKind.INTERFACE) {
        return "";
      }
      e = Names.outer(e);
    }
    return "public ";
  }

  /** The recursive mark of an outer type carried to its element. */
  private record Marks(AnnotatedConstruct outer, AnnotatedConstruct inner)
      implements AnnotatedConstruct {
    @Override
    public List<? extends javax.lang.model.element.AnnotationMirror> getAnnotationMirrors() {
      java.util.ArrayList<javax.lang.model.element.AnnotationMirror> all =
          new java.util.ArrayList<>(inner.getAnnotationMirrors());
      for (var mirror : outer.getAnnotationMirrors()) {
        if (((TypeElement) mirror.getAnnotationType().asElement())
            .getSimpleName()
            .contentEquals("Recursive")) {
          all.add(mirror);
        }
      }
      return all;
    }

    @Override
    public <A extends java.lang.annotation.Annotation> A getAnnotation(Class<A> type) {
      return outer.getAnnotation(type);
    }

    @Override
    public <A extends java.lang.annotation.Annotation> A[] getAnnotationsByType(Class<A> type) {
      return outer.getAnnotationsByType(type);
    }
  }
}
