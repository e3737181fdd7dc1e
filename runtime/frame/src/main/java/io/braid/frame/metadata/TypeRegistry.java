package io.braid.frame.metadata;

import io.braid.scale.Codec;
import io.braid.scale.Codecs;
import io.braid.scale.ScaleWriter;
import io.braid.scale.TypeInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Gives every type a number, in the order in which types are first met, and writes their
 * descriptions as the portable registry. Two types are one when their paths and parameters are
 * equal, or, without a path, when their shapes are.
 */
final class TypeRegistry {
  private final Map<String, Integer> byKey = new TreeMap<>();
  private final List<TypeInfo> types = new ArrayList<>();
  private final List<Optional<byte[]>> definitions = new ArrayList<>();

  /** The number of the type that {@code codec} describes. */
  int id(Codec<?> codec) {
    TypeInfo type = codec.type();
    String key = key(type);
    Integer same = byKey.get(key);
    if (same != null) {
      return same;
    }
    int id = definitions.size();
    types.add(type);
    definitions.add(Optional.empty());
    byKey.put(key, id);
    definitions.set(id, Optional.of(define(type)));
    return id;
  }

  /** All types that have a number, by it. */
  List<TypeInfo> types() {
    return types;
  }

  private String key(TypeInfo type) {
    return switch (type) {
      case TypeInfo.Primitive t -> t.name();
      case TypeInfo.Composite t ->
          t.path().isEmpty() ? "{" + fieldsKey(t.fields()) + "}" : named(t.path(), t.parameters());
      case TypeInfo.Variant t -> named(t.path(), t.parameters());
      case TypeInfo.Sequence t -> "[" + id(t.element()) + "]";
      case TypeInfo.Array t -> "[" + id(t.element()) + ";" + t.length() + "]";
      case TypeInfo.Tuple t -> {
        StringBuilder key = new StringBuilder("(");
        for (Codec<?> element : t.elements()) {
          key.append(id(element)).append(',');
        }
        yield key.append(')').toString();
      }
      case TypeInfo.Compact t -> "compact " + id(t.value());
      case TypeInfo.BitSequence t -> "bits";
    };
  }

  private String named(List<String> path, List<TypeInfo.Parameter> parameters) {
    StringBuilder key = new StringBuilder(String.join("::", path)).append('<');
    for (TypeInfo.Parameter parameter : parameters) {
      key.append(id(parameter.codec())).append(',');
    }
    return key.append('>').toString();
  }

  private String fieldsKey(List<TypeInfo.Field> fields) {
    StringBuilder key = new StringBuilder();
    for (TypeInfo.Field field : fields) {
      key.append(field.name()).append(':').append(id(field.codec())).append(',');
    }
    return key.toString();
  }

  private byte[] define(TypeInfo type) {
    ScaleWriter out = new ScaleWriter();
    switch (type) {
      case TypeInfo.Primitive t -> {
        head(out, List.of(), List.of());
        out.u8(5).u8(primitive(t.name()));
        strings(out, List.of());
      }
      case TypeInfo.Composite t -> {
        head(out, t.path(), t.parameters());
        out.u8(0);
        fields(out, t.fields());
        strings(out, t.docs());
      }
      case TypeInfo.Variant t -> {
        head(out, t.path(), t.parameters());
        out.u8(1).compact(t.cases().size());
        for (TypeInfo.Case c : t.cases()) {
          out.string(c.name());
          fields(out, c.fields());
          out.u8(c.index());
          strings(out, c.docs());
        }
        strings(out, t.docs());
      }
      case TypeInfo.Sequence t -> {
        head(out, List.of(), List.of());
        out.u8(2).compact(id(t.element()));
        strings(out, List.of());
      }
      case TypeInfo.Array t -> {
        head(out, List.of(), List.of());
        out.u8(3).u32(t.length()).compact(id(t.element()));
        strings(out, List.of());
      }
      case TypeInfo.Tuple t -> {
        head(out, List.of(), List.of());
        out.u8(4).compact(t.elements().size());
        for (Codec<?> element : t.elements()) {
          out.compact(id(element));
        }
        strings(out, List.of());
      }
      case TypeInfo.Compact t -> {
        head(out, List.of(), List.of());
        out.u8(6).compact(id(t.value()));
        strings(out, List.of());
      }
      case TypeInfo.BitSequence t -> {
        head(out, List.of(), List.of());
        out.u8(7).compact(id(Codecs.U8)).compact(id(LSB_0));
        strings(out, List.of());
      }
    }
    return out.toArray();
  }

  /** The order of bits in a sequence: a marker type. */
  private static final Codec<Codecs.Unit> LSB_0 =
      Codecs.of(
          () -> new TypeInfo.Composite(List.of("bitvec", "order", "Lsb0"), List.of()),
          0,
          (value, out) -> {},
          in -> Codecs.Unit.UNIT);

  private void head(ScaleWriter out, List<String> path, List<TypeInfo.Parameter> parameters) {
    strings(out, path);
    out.compact(parameters.size());
    for (TypeInfo.Parameter parameter : parameters) {
      out.string(parameter.name()).u8(1).compact(id(parameter.codec()));
    }
  }

  private void fields(ScaleWriter out, List<TypeInfo.Field> fields) {
    out.compact(fields.size());
    for (TypeInfo.Field field : fields) {
      optionalString(out, field.name());
      out.compact(id(field.codec()));
      optionalString(out, field.typeName());
      strings(out, field.docs());
    }
  }

  static void optionalString(ScaleWriter out, String text) {
    out.bool(!text.isEmpty());
    if (!text.isEmpty()) {
      out.string(text);
    }
  }

  static void strings(ScaleWriter out, List<String> strings) {
    out.compact(strings.size());
    strings.forEach(out::string);
  }

  static int primitive(String name) {
    return switch (name) {
      case "bool" -> 0;
      case "char" -> 1;
      case "str" -> 2;
      case "u8" -> 3;
      case "u16" -> 4;
      case "u32" -> 5;
      case "u64" -> 6;
      case "u128" -> 7;
      case "u256" -> 8;
      case "i8" -> 9;
      case "i16" -> 10;
      case "i32" -> 11;
      case "i64" -> 12;
      case "i128" -> 13;
      case "i256" -> 14;
      default -> throw new IllegalArgumentException("expected a primitive type, found " + name);
    };
  }

  /** Writes all types that have a number. */
  void write(ScaleWriter out) {
    out.compact(definitions.size());
    for (int i = 0; i < definitions.size(); i++) {
      out.compact(i).raw(definitions.get(i).orElseThrow());
    }
  }
}
