package io.braid.devnet.definition;

import io.braid.devnet.definition.DefinitionResult.Problem;
import io.braid.devnet.definition.NetworkDefinition.Node;
import io.braid.devnet.definition.NetworkDefinition.Parachain;
import io.braid.devnet.definition.NetworkDefinition.ParachainSource;
import io.braid.devnet.definition.NetworkDefinition.RelayChain;
import io.braid.runtime.api.parachains.HrmpChannelId;
import io.braid.service.chainspec.ChainSpec;
import io.braid.service.chainspec.ChainSpecJson;
import io.braid.service.chainspec.ChainSpecRead;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlTable;

/** Reads one definition file and gathers all that is wrong with it. */
public final class DefinitionFile {
  private static final long DEFAULT_SLOT_MILLIS = 6_000;
  private static final long DEFAULT_EPOCH_SLOTS = 10;

  /** Of one parachain. */
  private static final int MAX_CORES = 16;

  private static final String NAME = "[a-z][a-z0-9-]{0,31}";

  private final String file;
  private final Set<String> relayRuntimes;
  private final Set<String> parachainRuntimes;
  private final List<Problem> problems = new ArrayList<>();
  private final Map<Integer, Integer> portLines = new HashMap<>();
  private final Map<String, Integer> nameLines = new HashMap<>();

  private DefinitionFile(String file, Set<String> relayRuntimes, Set<String> parachainRuntimes) {
    this.file = file;
    this.relayRuntimes = new TreeSet<>(relayRuntimes);
    this.parachainRuntimes = new TreeSet<>(parachainRuntimes);
  }

  /**
   * @param file its path, for messages and for what lies beside it
   * @param relayRuntimes the names that {@code chain} may have under {@code [relaychain]}
   * @param parachainRuntimes the names that {@code chain} may have under {@code [[parachains]]}
   */
  public static DefinitionResult read(
      String file, String text, Set<String> relayRuntimes, Set<String> parachainRuntimes) {
    return new DefinitionFile(file, relayRuntimes, parachainRuntimes).read(text);
  }

  private DefinitionResult read(String text) {
    TomlParseResult toml = Toml.parse(text);
    toml.errors()
        .forEach(e ->
            problems.add(new Problem(file, e.position().line(), String.valueOf(e.getMessage()))));
    if (!problems.isEmpty()) {
      return new DefinitionResult.Refused(problems);
    }
    known(toml, "the file", "settings", "relaychain", "parachains", "hrmp_channels");
    Optional<RelayChain> relay = relayChain(toml);
    List<Parachain> parachains = parachains(toml);
    List<HrmpChannelId> channels = channels(toml, parachains);
    if (relay.isPresent() && !parachains.isEmpty()) {
      long validators = relay.get().nodes().stream().filter(Node::validator).count();
      if (validators == 1) {
        problem(
            toml,
            "parachains",
            "expected at least two validators for a network with parachains, which share their data"
                + " out among them, found 1; add a [[relaychain.nodes]]");
      }
    }
    if (!problems.isEmpty() || relay.isEmpty()) {
      problems.sort(Comparator.comparingInt(Problem::line));
      return new DefinitionResult.Refused(problems);
    }
    return new DefinitionResult.Accepted(new NetworkDefinition(relay.get(), parachains, channels));
  }

  private void problem(TomlTable table, String key, String message) {
    var position = table.inputPositionOf(List.of(key));
    problems.add(new Problem(file, position == null ? line(table) : position.line(), message));
  }

  /** The line of a table's first key, or 1 for an empty one. */
  private static int line(TomlTable table) {
    int first = Integer.MAX_VALUE;
    for (String key : table.keySet()) {
      var position = table.inputPositionOf(List.of(key));
      first = position == null ? first : Math.min(first, position.line());
    }
    return first == Integer.MAX_VALUE ? 1 : first;
  }

  private void known(TomlTable table, String where, String... keys) {
    for (String key : table.keySet()) {
      if (!List.of(keys).contains(key)) {
        problem(
            table,
            key,
            "unknown key '"
                + key
                + "' in "
                + where
                + "; expected one of "
                + String.join(", ", keys));
      }
    }
  }

  private Optional<RelayChain> relayChain(TomlTable toml) {
    if (!toml.isTable("relaychain")) {
      problems.add(
          new Problem(
              file, 1, "expected a table [relaychain] with a key chain and [[relaychain.nodes]]"));
      return Optional.empty();
    }
    TomlTable table = toml.getTableOrEmpty("relaychain");
    known(table, "[relaychain]", "chain", "slot_duration_ms", "epoch_slots", "nodes");
    String chain = runtime(table, "[relaychain]", relayRuntimes);
    long slot = number(table, "slot_duration_ms", DEFAULT_SLOT_MILLIS, 100, 60_000);
    long epoch = number(table, "epoch_slots", DEFAULT_EPOCH_SLOTS, 4, 14_400);
    List<Node> nodes = new ArrayList<>();
    for (TomlTable node : tables(table, "nodes", "[[relaychain.nodes]]")) {
      node(node, "[[relaychain.nodes]]", true).ifPresent(nodes::add);
    }
    if (nodes.stream().noneMatch(Node::validator)) {
      problem(
          toml, "relaychain", "expected at least one [[relaychain.nodes]] with validator = true");
    }
    return Optional.of(new RelayChain(chain, slot, epoch, nodes));
  }

  private List<Parachain> parachains(TomlTable toml) {
    List<Parachain> parachains = new ArrayList<>();
    Map<Integer, Integer> idLines = new HashMap<>();
    for (TomlTable table : tables(toml, "parachains", "[[parachains]]")) {
      known(table, "[[parachains]]", "id", "chain", "chain_spec_path", "cores", "collators");
      int id = (int) number(table, "id", -1, 1, Integer.MAX_VALUE);
      if (!table.contains("id")) {
        problem(table, "chain", "expected a key id in [[parachains]]: the parachain's number");
      }
      Integer before = idLines.putIfAbsent(id, lineOf(table, "id"));
      if (before != null && table.contains("id")) {
        problem(
            table, "id", "parachain " + id + " is defined twice; the first time in line " + before);
      }
      ParachainSource source = source(table, id);
      int cores = (int) number(table, "cores", 1, 1, MAX_CORES);
      List<Node> collators = new ArrayList<>();
      for (TomlTable node : tables(table, "collators", "[[parachains.collators]]")) {
        node(node, "[[parachains.collators]]", false).ifPresent(collators::add);
      }
      if (collators.isEmpty()) {
        problem(table, "id", "expected at least one [[parachains.collators]] for parachain " + id);
      }
      parachains.add(new Parachain(id, source, cores, collators));
    }
    parachains.sort(Comparator.comparingInt(Parachain::id));
    return parachains;
  }

  private ParachainSource source(TomlTable table, int id) {
    if (!table.contains("chain_spec_path")) {
      return new ParachainSource.Built(runtime(table, "[[parachains]]", parachainRuntimes));
    }
    if (table.contains("chain")) {
      problem(table, "chain", "expected chain or chain_spec_path in [[parachains]], found both");
    }
    return switch (specification(table.get(List.of("chain_spec_path")))) {
      case ChainSpecRead.Accepted(ChainSpec spec) -> {
        Optional<Integer> own = spec.parachain().map(ChainSpec.Parachain::id);
        if (!own.equals(Optional.of(id))) {
          problem(
              table,
              "chain_spec_path",
              "expected the specification of parachain "
                  + id
                  + ", found "
                  + own.map(other -> "that of parachain " + other).orElse("one without para_id"));
        }
        yield new ParachainSource.Specified(spec);
      }
      case ChainSpecRead.Refused(String reason) -> {
        problem(table, "chain_spec_path", reason);
        yield new ParachainSource.Built("");
      }
    };
  }

  /** Reads a specification that lies where the definition says, seen from the definition's file. */
  private ChainSpecRead specification(Object path) {
    if (!(path instanceof String name)) {
      return new ChainSpecRead.Refused("expected a file as chain_spec_path, found " + path);
    }
    Path at = Path.of(file).resolveSibling(name);
    try {
      return switch (ChainSpecJson.read(Files.readString(at))) {
        case ChainSpecRead.Accepted accepted -> accepted;
        case ChainSpecRead.Refused(String reason) ->
            new ChainSpecRead.Refused(
                "expected a chain specification in " + at + ", but: " + reason);
      };
    } catch (IOException e) {
      return new ChainSpecRead.Refused(
          "cannot read the chain specification " + at + ": name a file that exists");
    }
  }

  private List<HrmpChannelId> channels(TomlTable toml, List<Parachain> parachains) {
    List<HrmpChannelId> channels = new ArrayList<>();
    for (TomlTable table : tables(toml, "hrmp_channels", "[[hrmp_channels]]")) {
      known(table, "[[hrmp_channels]]", "sender", "recipient");
      int sender = (int) number(table, "sender", -1, 1, Integer.MAX_VALUE);
      int recipient = (int) number(table, "recipient", -1, 1, Integer.MAX_VALUE);
      for (String end : List.of("sender", "recipient")) {
        int id = end.equals("sender") ? sender : recipient;
        if (parachains.stream().noneMatch(p -> p.id() == id)) {
          problem(
              table,
              end,
              "expected the id of a parachain of this file as " + end + ", found " + id);
        }
      }
      channels.add(new HrmpChannelId(sender, recipient));
    }
    return channels;
  }

  private Optional<Node> node(TomlTable table, String where, boolean relay) {
    known(table, where, "name", "account", "validator", "ws_port");
    Object name = table.get(List.of("name"));
    if (!(name instanceof String text) || !text.matches(NAME)) {
      problem(
          table,
          "name",
          "expected a name of lower-case letters, digits and '-' in "
              + where
              + ", found "
              + (name == null ? "none" : "'" + name + "'"));
      return Optional.empty();
    }
    Integer before = nameLines.putIfAbsent(text, lineOf(table, "name"));
    if (before != null) {
      problem(table, "name", "the name '" + text + "' is taken in line " + before);
    }
    String account = text;
    if (table.contains("account")) {
      if (table.get(List.of("account")) instanceof String other && other.matches(NAME)) {
        account = other;
      } else {
        problem(
            table, "account", "expected the name of a development account, as alice, as account");
      }
    }
    boolean validator = relay;
    if (table.contains("validator")) {
      if (table.get(List.of("validator")) instanceof Boolean value) {
        validator = value;
      } else {
        problem(table, "validator", "expected true or false as validator");
      }
    }
    int port = (int) number(table, "ws_port", 0, 1, 65_535);
    if (port != 0) {
      Integer other = portLines.putIfAbsent(port, lineOf(table, "ws_port"));
      if (other != null) {
        problem(
            table,
            "ws_port",
            "port " + port + " is taken in line " + other + "; give each node its own");
      }
    }
    return Optional.of(new Node(text, account, validator, port));
  }

  private static int lineOf(TomlTable table, String key) {
    var position = table.inputPositionOf(List.of(key));
    return position == null ? line(table) : position.line();
  }

  private String runtime(TomlTable table, String where, Set<String> runtimes) {
    Object chain = table.get(List.of("chain"));
    if (!(chain instanceof String name) || !runtimes.contains(name)) {
      problem(
          table,
          "chain",
          "no runtime "
              + (chain == null ? "named" : "'" + chain + "'")
              + " in "
              + where
              + "; expected chain = one of "
              + String.join(", ", runtimes));
      return "";
    }
    return name;
  }

  private long number(TomlTable table, String key, long absent, long least, long most) {
    Object value = table.get(List.of(key));
    if (value == null) {
      return absent;
    }
    if (value instanceof Long number && number >= least && number <= most) {
      return number;
    }
    problem(
        table,
        key,
        "expected a number from " + least + " to " + most + " as " + key + ", found " + value);
    return absent;
  }

  private List<TomlTable> tables(TomlTable parent, String key, String form) {
    Object value = parent.get(List.of(key));
    List<TomlTable> tables = new ArrayList<>();
    if (value == null) {
      return tables;
    }
    if (value instanceof TomlArray array) {
      for (int i = 0; i < array.size(); i++) {
        if (array.get(i) instanceof TomlTable table) {
          tables.add(table);
        }
      }
      if (tables.size() == array.size()) {
        return tables;
      }
    }
    problem(parent, key, "expected tables " + form + " as " + key);
    return List.of();
  }
}
