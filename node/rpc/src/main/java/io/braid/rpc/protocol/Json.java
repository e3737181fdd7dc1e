package io.braid.rpc.protocol;

import io.braid.primitives.Bytes;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** JSON values, made and written. */
public final class Json {
  /** Characters of a number: enough for 256 bits in decimal. */
  private static final int MAX_NUMBER_LENGTH = 80;

  private static final int MAX_NAME_LENGTH = 128;

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final JsonMapper WRITER = JsonMapper.builder().build();

  private Json() {}

  /** A reader that refuses what is deeper or longer than the limits, or says a name twice. */
  static JsonMapper reader(RpcLimits limits) {
    StreamReadConstraints constraints =
        StreamReadConstraints.builder()
            .maxNestingDepth(limits.maxJsonDepth())
            .maxDocumentLength(limits.maxRequestBytes())
            .maxStringLength(limits.maxRequestBytes())
            .maxNumberLength(MAX_NUMBER_LENGTH)
            .maxNameLength(MAX_NAME_LENGTH)
            .build();
    JsonFactory factory =
        JsonFactory.builder()
            .streamReadConstraints(constraints)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    return JsonMapper.builder(factory)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .build();
  }

  /** A value in UTF-8. */
  public static byte[] write(JsonNode node) {
    return WRITER.writeValueAsBytes(node);
  }

  public static ObjectNode object() {
    return NODES.objectNode();
  }

  public static ArrayNode array() {
    return NODES.arrayNode();
  }

  public static JsonNode text(String text) {
    return NODES.stringNode(text);
  }

  public static JsonNode number(long number) {
    return NODES.numberNode(number);
  }

  public static JsonNode bool(boolean value) {
    return NODES.booleanNode(value);
  }

  public static JsonNode nothing() {
    return NODES.nullNode();
  }

  /** As {@code 0x} and two digits a byte. */
  public static JsonNode hex(Bytes bytes) {
    return text(bytes.hex());
  }
}
