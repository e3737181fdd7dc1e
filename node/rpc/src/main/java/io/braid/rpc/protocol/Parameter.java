package io.braid.rpc.protocol;

import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * One parameter of a method: what it is called, what it must look like, and how it is read. Also
 * the key to its value in {@link Arguments}.
 */
public final class Parameter<T> {
  private final String name;
  private final String expected;
  private final Function<JsonNode, Parsed<T>> parser;
  private final Optional<T> fallback;

  private Parameter(
      String name, String expected, Function<JsonNode, Parsed<T>> parser, Optional<T> fallback) {
    this.name = name;
    this.expected = expected;
    this.parser = parser;
    this.fallback = fallback;
  }

  /**
   * @param expected in words, as {@code a block hash (0x and 64 hexadecimal digits)}
   */
  public static <T> Parameter<T> required(
      String name, String expected, Function<JsonNode, Parsed<T>> parser) {
    return new Parameter<>(name, expected, parser, Optional.empty());
  }

  /** A parameter that may be null or left out at the end. */
  public static <T> Parameter<Optional<T>> optional(
      String name, String expected, Function<JsonNode, Parsed<T>> parser) {
    return new Parameter<>(
        name,
        expected + " or null",
        node ->
            switch (parser.apply(node)) {
              case Parsed.Value<T>(T value) -> new Parsed.Value<>(Optional.of(value));
              case Parsed.Wrong<T>(String found) -> new Parsed.Wrong<>(found);
            },
        Optional.of(Optional.empty()));
  }

  String name() {
    return name;
  }

  String expected() {
    return expected;
  }

  boolean mayBeMissing() {
    return fallback.isPresent();
  }

  Parsed<T> parse(JsonNode node) {
    if (node.isNull() || node.isMissingNode()) {
      return fallback.isPresent()
          ? new Parsed.Value<>(fallback.get())
          : new Parsed.Wrong<>(node.isNull() ? "null" : "nothing");
    }
    return parser.apply(node);
  }
}
