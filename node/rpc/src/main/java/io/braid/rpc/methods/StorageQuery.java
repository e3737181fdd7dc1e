package io.braid.rpc.methods;

import io.braid.primitives.Bytes;
import io.braid.rpc.protocol.Kinds;
import io.braid.rpc.protocol.Parameter;
import io.braid.rpc.protocol.Parsed;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * One of the questions that {@code chainHead_v1_storage} or {@code archive_v1_storage} ask of a
 * trie.
 *
 * @param key of the value, or in front of the keys
 * @param after only keys behind this one, of those in question
 */
record StorageQuery(Bytes key, Kind kind, Optional<Bytes> after) {
  /** What is asked for. */
  enum Kind {
    VALUE("value"),
    HASH("hash"),
    CLOSEST_DESCENDANT_MERKLE_VALUE("closestDescendantMerkleValue"),
    DESCENDANTS_VALUES("descendantsValues"),
    DESCENDANTS_HASHES("descendantsHashes");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    /** Whether there may be many answers. */
    boolean isMany() {
      return this == DESCENDANTS_VALUES || this == DESCENDANTS_HASHES;
    }
  }

  private static final String KINDS =
      Arrays.stream(Kind.values()).map(kind -> kind.text).collect(Collectors.joining(", "));

  /**
   * @param max queries in one request
   * @param paged whether a query may say where to go on
   */
  static Parameter<List<StorageQuery>> list(int max, boolean paged) {
    return Parameter.required(
        "items",
        "an array of at most "
            + max
            + " objects with a key (0x and hex digits) and a type ("
            + KINDS
            + ")",
        node -> Kinds.parseList(node, max, item -> parse(item, paged)));
  }

  private static Parsed<StorageQuery> parse(JsonNode item, boolean paged) {
    Optional<Kind> kind =
        Arrays.stream(Kind.values())
            .filter(known -> known.text.equals(item.path("type").asString("")))
            .findFirst();
    if (kind.isEmpty()) {
      return new Parsed.Wrong<>("type " + Kinds.describe(item.path("type")));
    }
    JsonNode after = item.path("paginationStartKey");
    boolean starts = !after.isMissingNode() && !after.isNull();
    if (starts && !(paged && kind.get().isMany())) {
      return new Parsed.Wrong<>("paginationStartKey, which does not go with this type");
    }
    if (starts && Kinds.parseBytes(after) instanceof Parsed.Wrong<Bytes>(String found)) {
      return new Parsed.Wrong<>("paginationStartKey " + found);
    }
    return switch (Kinds.parseBytes(item.path("key"))) {
      case Parsed.Wrong<Bytes>(String found) -> new Parsed.Wrong<>("key " + found);
      case Parsed.Value<Bytes>(Bytes key) ->
          new Parsed.Value<>(
              new StorageQuery(
                  key,
                  kind.get(),
                  starts ? Optional.of(Bytes.fromHex(after.stringValue())) : Optional.empty()));
    };
  }
}
