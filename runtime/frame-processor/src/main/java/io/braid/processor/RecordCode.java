package io.braid.processor;

import static io.braid.processor.Model.SCALE;

import java.util.ArrayList;
import java.util.List;
import javax.lang.model.AnnotatedConstruct;
import javax.lang.model.element.Element;
import javax.lang.model.type.TypeMirror;

/** Reading, writing and describing the components of one record. */
final class RecordCode {
  /**
   * One component.
   *
   * @param where the element to blame
   * @param access how to read it from the value, as {@code v.free()}
   */
  record Part(Element where, String name, TypeMirror type, String access) {}

  private final Model model;
  private final CodecExpressions codecs;

  RecordCode(Model model, CodecExpressions codecs) {
    this.model = model;
    this.codecs = codecs;
  }

  String expression(Part part) {
    return codecs.codec(part.where(), part.type());
  }

  /** Whether the part is written without a codec object. */
  private boolean inline(Part part) {
    return switch (CodecExpressions.boxedName(part.type())) {
      case "java.lang.Boolean", "java.lang.Integer", "java.lang.Long", "io.braid.primitives.U128" ->
          true;
      default -> false;
    };
  }

  /** The constants that hold the codecs of parts: {@code P0, P1 …} after {@code prefix}. */
  List<String> fields(String prefix, List<Part> parts, boolean shared) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      if (!inline(parts.get(i))) {
        lines.add(
            "private "
                + (shared ? "static final " : "final ")
                + "io.braid.scale.Codec<"
                + CodecExpressions.boxedSource(parts.get(i).type())
                + "> "
                + prefix
                + i
                + (shared ? " = " + expression(parts.get(i)) : "")
                + ";");
      }
    }
    return lines;
  }

  /**
   * Assignments for {@link #fields} that are not shared, for a constructor that has {@code types}.
   */
  List<String> assignments(String prefix, List<Part> parts) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      if (!inline(parts.get(i))) {
        lines.add(prefix + i + " = " + expression(parts.get(i)) + ";");
      }
    }
    return lines;
  }

  String encode(String prefix, int index, Part part) {
    boolean compact = has(part, "Compact");
    int width = width(part);
    return switch (CodecExpressions.boxedName(part.type())) {
      case "java.lang.Boolean" -> "out.bool(" + part.access() + ");";
      case "java.lang.Integer" ->
          "out."
              + (compact ? "compact" : "u" + (width == 0 ? 32 : width))
              + "("
              + part.access()
              + ");";
      case "java.lang.Long" ->
          compact
              ? "out.compact(" + part.access() + ");"
              : width == 32
                  ? "out.u32((int) (long) " + part.access() + ");"
                  : "out.u64(" + part.access() + ");";
      case "io.braid.primitives.U128" ->
          "out." + (compact ? "compact" : "u128") + "(" + part.access() + ");";
      default -> prefix + index + ".encode(" + part.access() + ", out);";
    };
  }

  String decode(String prefix, int index, Part part) {
    boolean compact = has(part, "Compact");
    int width = width(part);
    return switch (CodecExpressions.boxedName(part.type())) {
      case "java.lang.Boolean" -> "in.bool()";
      case "java.lang.Integer" ->
          compact
              ? "in.compactU32()"
              : width == 8
                  ? "in.u8()"
                  : width == 16 ? "in.u16()" : "io.braid.scale.Codecs.U32.decode(in)";
      case "java.lang.Long" ->
          compact ? "in.compactU64()" : width == 32 ? "(in.u32() & 0xFFFFFFFFL)" : "in.u64()";
      case "io.braid.primitives.U128" -> compact ? "in.compactU128()" : "in.u128()";
      default -> prefix + index + ".decode(in)";
    };
  }

  /** The expression for the codec itself, in a description or a size. */
  String codecOf(String prefix, int index, Part part) {
    return inline(part) ? expression(part) : prefix + index;
  }

  String fieldInfo(String prefix, int index, Part part, boolean named) {
    return "new io.braid.scale.TypeInfo.Field("
        + Names.quote(named ? Names.snake(part.name()) : "")
        + ", "
        + codecOf(prefix, index, part)
        + ", "
        + Names.quote(typeName(part))
        + ")";
  }

  String fieldInfos(String prefix, List<Part> parts, boolean named) {
    StringBuilder out = new StringBuilder("java.util.List.of(");
    for (int i = 0; i < parts.size(); i++) {
      out.append(i == 0 ? "" : ", ").append(fieldInfo(prefix, i, parts.get(i), named));
    }
    return out.append(")").toString();
  }

  String sizeOf(String prefix, List<Part> parts) {
    String size = "0";
    for (int i = 0; i < parts.size(); i++) {
      size =
          "io.braid.scale.Codecs.plus("
              + size
              + ", "
              + codecOf(prefix, i, parts.get(i))
              + ".maxEncodedSize())";
    }
    return size;
  }

  private String typeName(Part part) {
    String simple = part.type().toString().replaceAll("@[A-Za-z.]+(\\([^)]*\\))? ?", "");
    simple = simple.replaceAll("[a-z][A-Za-z0-9_]*\\.", "");
    simple =
        simple
            .replace("java.lang.", "")
            .replace("Integer", "u" + (width(part) == 0 ? 32 : width(part)))
            .replace("Long", "u64")
            .replace("Optional<", "Option<")
            .replace("List<", "Vec<")
            .replace("Bytes", "Vec<u8>")
            .replace("U128", "u128")
            .replace("Hash256", "T::Hash");
    simple =
        switch (simple) {
          case "int" -> "u" + (width(part) == 0 ? 32 : width(part));
          case "long" -> "u" + (width(part) == 0 ? 64 : width(part));
          case "boolean" -> "bool";
          default -> simple;
        };
    return has(part, "Compact") ? "Compact<" + simple + ">" : simple;
  }

  private boolean has(Part part, String annotation) {
    AnnotatedConstruct where = part.where();
    return model.has(where, SCALE + annotation) || model.has(part.type(), SCALE + annotation);
  }

  private int width(Part part) {
    return model
        .intValue(part.where(), SCALE + "Width")
        .or(() -> model.intValue(part.type(), SCALE + "Width"))
        .orElse(0);
  }
}
