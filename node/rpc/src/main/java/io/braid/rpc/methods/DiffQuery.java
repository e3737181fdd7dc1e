package io.braid.rpc.methods;

import io.braid.primitives.Bytes;
import io.braid.rpc.protocol.Kinds;
import io.braid.rpc.protocol.Parameter;
import io.braid.rpc.protocol.Parsed;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * One of the questions of {@code archive_v1_storageDiff}.
 *
 * @param prefix of the keys in question
 * @param hashes whether the values' hashes are wanted instead of the values
 * @param child the key of the child trie in question, if it is not the state itself
 */
record DiffQuery(Bytes prefix, boolean hashes, Optional<Bytes> child) {
  /** All of the state. */
  static final DiffQuery EVERYTHING = new DiffQuery(Bytes.EMPTY, false, Optional.empty());

  /**
   * @param max queries in one request
   */
  static Parameter<Optional<List<DiffQuery>>> list(int max) {
    return Parameter.optional(
        "items",
        "an array of at most "
            + max
            + " objects with a returnType (value, hash) and perhaps a key and a childTrieKey (0x"
            + " and hex digits)",
        node -> Kinds.parseList(node, max, DiffQuery::parse));
  }

  private static Parsed<DiffQuery> parse(JsonNode item) {
    String type = item.path("returnType").asString("");
    if (!type.equals("value") && !type.equals("hash")) {
      return new Parsed.Wrong<>("returnType " + Kinds.describe(item.path("returnType")));
    }
    Parsed<Optional<Bytes>> prefix = optional(item.path("key"));
    Parsed<Optional<Bytes>> child = optional(item.path("childTrieKey"));
    if (prefix instanceof Parsed.Wrong<Optional<Bytes>>(String found)) {
      return new Parsed.Wrong<>("key " + found);
    }
    if (child instanceof Parsed.Wrong<Optional<Bytes>>(String found)) {
      return new Parsed.Wrong<>("childTrieKey " + found);
    }
    return new Parsed.Value<>(
        new DiffQuery(value(prefix).orElse(Bytes.EMPTY), type.equals("hash"), value(child)));
  }

  private static Parsed<Optional<Bytes>> optional(JsonNode node) {
    if (node.isMissingNode() || node.isNull()) {
      return new Parsed.Value<>(Optional.empty());
    }
    return switch (Kinds.parseBytes(node)) {
      case Parsed.Value<Bytes>(Bytes bytes) -> new Parsed.Value<>(Optional.of(bytes));
      case Parsed.Wrong<Bytes>(String found) -> new Parsed.Wrong<>(found);
    };
  }

  private static Optional<Bytes> value(Parsed<Optional<Bytes>> parsed) {
    return parsed instanceof Parsed.Value<Optional<Bytes>>(Optional<Bytes> value)
        ? value
        : Optional.empty();
  }
}
