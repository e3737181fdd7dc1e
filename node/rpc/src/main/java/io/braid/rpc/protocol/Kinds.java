package io.braid.rpc.protocol;

import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** The kinds of parameters that methods share. */
public final class Kinds {
  private static final String BYTES_EXPECTED = "bytes (0x and an even number of hex digits)";
  private static final String HASH_EXPECTED = "a block hash (0x and 64 hex digits)";

  private static final int MAX_ENTRY_POINT_LENGTH = 128;

  private Kinds() {}

  public static Parameter<Bytes> bytes(String name) {
    return Parameter.required(name, BYTES_EXPECTED, Kinds::parseBytes);
  }

  public static Parameter<Optional<Bytes>> optionalBytes(String name) {
    return Parameter.optional(name, BYTES_EXPECTED, Kinds::parseBytes);
  }

  public static Parameter<Hash256> hash(String name) {
    return Parameter.required(name, HASH_EXPECTED, Kinds::parseHash);
  }

  public static Parameter<Optional<Hash256>> optionalHash(String name) {
    return Parameter.optional(name, HASH_EXPECTED, Kinds::parseHash);
  }

  /** The name of a runtime's entry point; short, since it is repeated when the call fails. */
  public static Parameter<String> entryPoint(String name) {
    return Parameter.required(
        name,
        "a runtime entry point of at most "
            + MAX_ENTRY_POINT_LENGTH
            + " characters, as \"Core_version\"",
        node ->
            node.isString() && node.stringValue().length() <= MAX_ENTRY_POINT_LENGTH
                ? new Parsed.Value<>(node.stringValue())
                : wrong(describe(node)));
  }

  public static Parameter<String> text(String name, String expected) {
    return Parameter.required(name, expected, Kinds::parseText);
  }

  public static Parameter<Boolean> flag(String name) {
    return Parameter.required(
        name,
        "true or false",
        node ->
            node.isBoolean()
                ? new Parsed.Value<>(node.booleanValue())
                : new Parsed.Wrong<>(describe(node)));
  }

  /** A whole number from 0 to {@code max}. */
  public static Parameter<Integer> count(String name, int max) {
    return Parameter.required(
        name, "a whole number from 0 to " + max, node -> parseNumber(node, max));
  }

  /** An array of at most {@code max} byte strings. */
  public static Parameter<List<Bytes>> bytesList(String name, int max) {
    return Parameter.required(
        name,
        "an array of at most " + max + " times " + BYTES_EXPECTED,
        node -> parseList(node, max, Kinds::parseBytes));
  }

  /** What a client calls a subscription: the text that it was given. */
  public static Parameter<String> subscriptionId(String name) {
    return Parameter.required(
        name,
        "the id that the subscription began with",
        node ->
            node.isIntegralNumber()
                ? new Parsed.Value<>(node.bigIntegerValue().toString())
                : parseText(node));
  }

  /** Reads each element of an array. */
  public static <T> Parsed<List<T>> parseList(
      JsonNode node, int max, Function<JsonNode, Parsed<T>> element) {
    if (!node.isArray()) {
      return wrong(describe(node));
    }
    if (node.size() > max) {
      return wrong(node.size() + " elements");
    }
    List<T> values = new ArrayList<>(node.size());
    for (int i = 0; i < node.size(); i++) {
      switch (element.apply(node.path(i))) {
        case Parsed.Value<T>(T value) -> values.add(value);
        case Parsed.Wrong<T>(String found) -> {
          return wrong("at index " + i + " " + found);
        }
      }
    }
    return new Parsed.Value<>(values);
  }

  public static Parsed<Bytes> parseBytes(JsonNode node) {
    if (!node.isString()) {
      return wrong(describe(node));
    }
    String text = node.stringValue();
    if (!text.startsWith("0x")) {
      return wrong("text without 0x in front: " + describe(node));
    }
    try {
      return new Parsed.Value<>(Bytes.fromHex(text));
    } catch (IllegalArgumentException e) {
      return wrong(describe(node) + " (" + e.getMessage() + ")");
    }
  }

  /** As {@link #bytes}; the 0x may be missing, as Polkadot's nodes allow in the newer methods. */
  public static Parameter<Bytes> bareBytes(String name) {
    return Parameter.required(name, BYTES_EXPECTED, Kinds::parseBareBytes);
  }

  private static Parsed<Bytes> parseBareBytes(JsonNode node) {
    boolean bare = node.isString() && !node.stringValue().startsWith("0x");
    return parseBytes(bare ? Json.text("0x" + node.stringValue()) : node);
  }

  public static Parsed<Hash256> parseHash(JsonNode node) {
    return switch (parseBytes(node)) {
      case Parsed.Wrong<Bytes>(String found) -> wrong(found);
      case Parsed.Value<Bytes>(Bytes bytes) ->
          bytes.size() == Hash256.SIZE
              ? new Parsed.Value<>(Hash256.of(bytes))
              : wrong(bytes.size() + " bytes");
    };
  }

  public static Parsed<String> parseText(JsonNode node) {
    return node.isString() ? new Parsed.Value<>(node.stringValue()) : wrong(describe(node));
  }

  /** A number in decimal, or as text in hexadecimal with {@code 0x} as clients write large ones. */
  public static Parsed<Integer> parseNumber(JsonNode node, int max) {
    Optional<BigInteger> number = Optional.empty();
    if (node.isIntegralNumber()) {
      number = Optional.of(node.bigIntegerValue());
    } else if (node.isString() && node.stringValue().matches("0x[0-9a-fA-F]{1,32}")) {
      number = Optional.of(new BigInteger(node.stringValue().substring(2), 16));
    }
    boolean fits =
        number.isPresent()
            && number.get().signum() >= 0
            && number.get().compareTo(BigInteger.valueOf(max)) <= 0;
    return fits ? new Parsed.Value<>(number.get().intValue()) : wrong(describe(node));
  }

  /** A value as it may be repeated to who sent it. */
  public static String describe(JsonNode node) {
    return RpcError.shortened(node.toString());
  }

  private static <T> Parsed<T> wrong(String found) {
    return new Parsed.Wrong<>(found);
  }
}
