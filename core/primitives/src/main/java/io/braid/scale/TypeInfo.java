package io.braid.scale;

import java.util.List;

/**
 * What a type looks like to a client, in the terms of the portable registry of metadata V14 and
 * later. Types with a path are the same type wherever their path and parameters are equal.
 */
public sealed interface TypeInfo {
  /** {@code name} is one of bool, char, str, u8 … u256, i8 … i256. */
  record Primitive(String name) implements TypeInfo {}

  /** A product type. An unnamed field has the name {@code ""}. */
  record Composite(
      List<String> path, List<Parameter> parameters, List<Field> fields, List<String> docs)
      implements TypeInfo {
    public Composite(List<String> path, List<Field> fields) {
      this(path, List.of(), fields, List.of());
    }
  }

  /** A sum type. */
  record Variant(List<String> path, List<Parameter> parameters, List<Case> cases, List<String> docs)
      implements TypeInfo {
    public Variant(List<String> path, List<Case> cases) {
      this(path, List.of(), cases, List.of());
    }
  }

  record Sequence(Codec<?> element) implements TypeInfo {}

  record Array(int length, Codec<?> element) implements TypeInfo {}

  record Tuple(List<Codec<?>> elements) implements TypeInfo {}

  record Compact(Codec<?> value) implements TypeInfo {}

  /** Bits in bytes, the lowest bit first. */
  record BitSequence() implements TypeInfo {}

  /** {@code typeName} is the type as its author would write it in Rust; clients show it. */
  record Field(String name, Codec<?> codec, String typeName, List<String> docs) {
    public Field(String name, Codec<?> codec, String typeName) {
      this(name, codec, typeName, List.of());
    }
  }

  record Case(String name, int index, List<Field> fields, List<String> docs) {
    public Case(String name, int index, List<Field> fields) {
      this(name, index, fields, List.of());
    }
  }

  record Parameter(String name, Codec<?> codec) {}
}
