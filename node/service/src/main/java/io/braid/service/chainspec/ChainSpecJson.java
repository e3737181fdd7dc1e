package io.braid.service.chainspec;

import io.braid.consensus.chain.Genesis;
import io.braid.primitives.Bytes;
import io.braid.service.chainspec.ChainSpec.GenesisSource;
import io.braid.service.chainspec.ChainSpec.Parachain;
import io.braid.service.chainspec.ChainSpec.Properties;
import io.braid.service.chainspec.ChainSpec.RuntimeConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads and writes chain specifications. Reading takes both forms of a parachain's mark ({@code
 * relay_chain, para_id} and camel case) and both of a raw genesis (an object, or the older list);
 * keys that a node has no use for, such as telemetry, are passed over.
 */
public final class ChainSpecJson {
  private static final JsonMapper MAPPER = new JsonMapper();

  /** The keys that {@link ChainSpec} has parts for. */
  private static final Set<String> KNOWN =
      Set.of(
          "name",
          "id",
          "chainType",
          "bootNodes",
          "protocolId",
          "properties",
          "para_id",
          "paraId",
          "relay_chain",
          "relayChain",
          "genesis");

  private ChainSpecJson() {}

  /** A key that does not hold what it must. */
  private static final class Wrong extends Exception {
    Wrong(String reason) {
      super(reason, null, false, false);
    }
  }

  public static ChainSpecRead read(String json) {
    try {
      JsonNode root = MAPPER.readTree(json);
      if (!root.isObject()) {
        throw new Wrong("expected a JSON object");
      }
      return new ChainSpecRead.Accepted(
          new ChainSpec(
              text(root, "name"),
              text(root, "id"),
              chainType(root.path("chainType")),
              texts(root.path("bootNodes")),
              Optional.ofNullable(root.path("protocolId").asString(null)),
              properties(root.path("properties")),
              parachain(root),
              genesis(root.path("genesis")),
              others((ObjectNode) root)));
    } catch (Wrong e) {
      return new ChainSpecRead.Refused(String.valueOf(e.getMessage()));
    } catch (JacksonException e) {
      return new ChainSpecRead.Refused(
          "expected JSON, line " + e.getLocation().getLineNr() + ": " + e.getOriginalMessage());
    }
  }

  /** The id that tells the protocols of a fork from those of the chain that it left. */
  public static Optional<String> forkId(ChainSpec spec) {
    return Optional.ofNullable(MAPPER.readTree(spec.others()).path("forkId").asString(null));
  }

  /** The keys with entries on which other nodes act, and Braid does not. */
  public static List<String> unheeded(ChainSpec spec) {
    JsonNode others = MAPPER.readTree(spec.others());
    return Stream.of("forkBlocks", "badBlocks", "codeSubstitutes")
        .filter(key -> !others.path(key).isEmpty())
        .toList();
  }

  private static String others(ObjectNode root) {
    ObjectNode left = MAPPER.createObjectNode();
    root.properties().stream()
        .filter(entry -> !KNOWN.contains(entry.getKey()))
        .forEach(entry -> left.set(entry.getKey(), entry.getValue()));
    return left.toString();
  }

  private static String text(JsonNode object, String key) throws Wrong {
    JsonNode value = object.path(key);
    if (!value.isString() || value.asString().isBlank()) {
      throw new Wrong("expected a text under '" + key + "', found " + found(value));
    }
    return value.asString();
  }

  private static String found(JsonNode value) {
    if (value.isMissingNode()) {
      return "nothing";
    }
    String text = value.toString();
    return text.length() <= 40 ? text : text.substring(0, 40) + "…";
  }

  private static String chainType(JsonNode value) throws Wrong {
    if (value.isMissingNode()) {
      return "Live";
    }
    if (value.isString()) {
      return value.asString();
    }
    if (value.path("Custom").isString()) {
      return value.path("Custom").asString();
    }
    throw new Wrong(
        "expected Development, Local, Live or {\"Custom\": …} under 'chainType', found "
            + found(value));
  }

  private static List<String> texts(JsonNode value) throws Wrong {
    List<String> texts = new ArrayList<>();
    for (JsonNode item : value) {
      if (!item.isString()) {
        throw new Wrong("expected multiaddresses under 'bootNodes', found " + found(item));
      }
      texts.add(item.asString());
    }
    return texts;
  }

  /** Chains with several tokens list them; the first is the one that fees are paid in. */
  private static Properties properties(JsonNode value) {
    JsonNode decimals = value.path("tokenDecimals");
    JsonNode symbol = value.path("tokenSymbol");
    return new Properties(
        value.path("ss58Format").asInt(Properties.DEFAULT.ss58Format()),
        (decimals.isArray() ? decimals.path(0) : decimals)
            .asInt(Properties.DEFAULT.tokenDecimals()),
        (symbol.isArray() ? symbol.path(0) : symbol).asString(Properties.DEFAULT.tokenSymbol()));
  }

  private static Optional<Parachain> parachain(JsonNode root) throws Wrong {
    JsonNode id = root.has("para_id") ? root.path("para_id") : root.path("paraId");
    JsonNode relay = root.has("relay_chain") ? root.path("relay_chain") : root.path("relayChain");
    if (id.isMissingNode() && relay.isMissingNode()) {
      return Optional.empty();
    }
    if (!id.isMissingNode() && !id.canConvertToInt()) {
      throw new Wrong("expected a number under 'para_id', found " + found(id));
    }
    return id.isMissingNode()
        ? Optional.empty()
        : Optional.of(new Parachain(id.asInt(), relay.asString("")));
  }

  private static GenesisSource genesis(JsonNode value) throws Wrong {
    if (value.has("raw")) {
      return new GenesisSource.Raw(raw(value.path("raw")));
    }
    if (value.has("runtimeGenesis")) {
      return runtime(value.path("runtimeGenesis"));
    }
    if (value.has("runtime")) {
      throw new Wrong(
          "expected 'raw' or 'runtimeGenesis' under 'genesis', found the older 'runtime', which"
              + " only the node that wrote it can make a state from; let it write the raw form");
    }
    throw new Wrong("expected 'raw' or 'runtimeGenesis' under 'genesis', found " + found(value));
  }

  private static Genesis raw(JsonNode raw) throws Wrong {
    SortedMap<Bytes, Bytes> top =
        entries(raw.isArray() ? raw.path(0) : raw.path("top"), "genesis.raw.top");
    if (top.isEmpty()) {
      throw new Wrong("expected entries under 'genesis.raw.top', found none");
    }
    SortedMap<Bytes, SortedMap<Bytes, Bytes>> children = new TreeMap<>();
    JsonNode found = raw.isArray() ? raw.path(1) : raw.path("childrenDefault");
    for (Map.Entry<String, JsonNode> child : found.properties()) {
      children.put(
          hex(child.getKey(), "genesis.raw.childrenDefault"),
          entries(child.getValue(), "genesis.raw.childrenDefault"));
    }
    return new Genesis(top, children);
  }

  private static SortedMap<Bytes, Bytes> entries(JsonNode object, String where) throws Wrong {
    TreeMap<Bytes, Bytes> entries = new TreeMap<>();
    for (Map.Entry<String, JsonNode> entry : object.properties()) {
      entries.put(hex(entry.getKey(), where), hex(entry.getValue().asString(""), where));
    }
    return entries;
  }

  private static Bytes hex(String text, String where) throws Wrong {
    try {
      if (text.startsWith("0x")) {
        return Bytes.fromHex(text);
      }
    } catch (IllegalArgumentException e) {
      // refused below
    }
    throw new Wrong(
        "expected 0x and hexadecimal digits under '"
            + where
            + "', found '"
            + (text.length() <= 40 ? text : text.substring(0, 40) + "…")
            + "'");
  }

  private static GenesisSource runtime(JsonNode value) throws Wrong {
    Bytes code = hex(value.path("code").asString(""), "genesis.runtimeGenesis.code");
    RuntimeConfig config;
    if (value.path("patch").isObject()) {
      config = new RuntimeConfig.Patch(value.path("patch").toString());
    } else if (value.path("config").isObject()) {
      config = new RuntimeConfig.Full(value.path("config").toString());
    } else {
      throw new Wrong(
          "expected 'patch' or 'config' under 'genesis.runtimeGenesis', found "
              + String.join(", ", value.propertyNames()));
    }
    return new GenesisSource.Runtime(code, config);
  }

  /** The JSON, with keys in the ecosystem's order. */
  public static String write(ChainSpec spec) {
    ObjectNode root = MAPPER.createObjectNode();
    root.put("name", spec.name());
    root.put("id", spec.id());
    if (List.of("Development", "Local", "Live").contains(spec.chainType())) {
      root.put("chainType", spec.chainType());
    } else {
      root.putObject("chainType").put("Custom", spec.chainType());
    }
    var bootNodes = root.putArray("bootNodes");
    spec.bootNodes().forEach(bootNodes::add);
    spec.protocolId()
        .ifPresentOrElse(id -> root.put("protocolId", id), () -> root.putNull("protocolId"));
    root.putObject("properties")
        .put("ss58Format", spec.properties().ss58Format())
        .put("tokenDecimals", spec.properties().tokenDecimals())
        .put("tokenSymbol", spec.properties().tokenSymbol());
    spec.parachain().ifPresent(p -> root.put("relay_chain", p.relayChain()).put("para_id", p.id()));
    MAPPER
        .readTree(spec.others())
        .properties()
        .forEach(entry -> root.set(entry.getKey(), entry.getValue()));
    write(spec.genesis(), root.putObject("genesis"));
    return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(root);
  }

  private static void write(GenesisSource genesis, ObjectNode to) {
    switch (genesis) {
      case GenesisSource.Raw(Genesis state) -> {
        ObjectNode raw = to.putObject("raw");
        write(state.top(), raw.putObject("top"));
        ObjectNode children = raw.putObject("childrenDefault");
        state.children().forEach((key, child) -> write(child, children.putObject(key.hex())));
      }
      case GenesisSource.Runtime(Bytes code, RuntimeConfig config) -> {
        ObjectNode runtime = to.putObject("runtimeGenesis");
        runtime.put("code", code.hex());
        switch (config) {
          case RuntimeConfig.Patch(String json) -> runtime.set("patch", MAPPER.readTree(json));
          case RuntimeConfig.Full(String json) -> runtime.set("config", MAPPER.readTree(json));
        }
      }
    }
  }

  private static void write(SortedMap<Bytes, Bytes> entries, ObjectNode to) {
    entries.forEach((key, value) -> to.put(key.hex(), value.hex()));
  }
}
