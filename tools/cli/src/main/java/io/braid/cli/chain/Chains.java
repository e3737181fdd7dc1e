package io.braid.cli.chain;

import io.braid.cli.Refusal;
import io.braid.consensus.chain.Genesis;
import io.braid.devnet.BuiltRuntimes;
import io.braid.executor.Executor;
import io.braid.primitives.Bytes;
import io.braid.service.chainspec.ChainSpec;
import io.braid.service.chainspec.ChainSpec.GenesisSource;
import io.braid.service.chainspec.ChainSpec.RuntimeConfig;
import io.braid.service.chainspec.ChainSpecJson;
import io.braid.service.chainspec.ChainSpecRead;
import io.braid.service.chainspec.GenesisState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Finds the chain that a user means. */
public final class Chains {
  static final String DEVELOPMENT = "development";
  static final String LOCAL_TESTNET = "local_testnet";

  private static final Map<String, String> PRESETS =
      Map.of("dev", DEVELOPMENT, "local", LOCAL_TESTNET);

  private Chains() {}

  /** The names that stand for chains: {@code dev} and {@code local}, and those of parachains. */
  static List<String> presets() {
    List<String> names = new ArrayList<>();
    for (String runtime : BuiltRuntimes.names()) {
      String prefix = runtime.equals(BuiltRuntimes.RELAY) ? "" : runtime + "-";
      names.add(prefix + "dev");
      names.add(prefix + "local");
    }
    return names;
  }

  /**
   * The specification of a chain.
   *
   * @param chain a file, or one of {@link #presets}
   */
  public static ChainSpec find(String chain, Executor executor) {
    return preset(chain, executor).orElseGet(() -> file(Path.of(chain)));
  }

  private static Optional<ChainSpec> preset(String chain, Executor executor) {
    int dash = chain.lastIndexOf('-');
    String runtime = dash < 0 ? BuiltRuntimes.RELAY : chain.substring(0, dash);
    Optional<String> preset = Optional.ofNullable(PRESETS.get(chain.substring(dash + 1)));
    if (!presets().contains(chain) || preset.isEmpty()) {
      return Optional.empty();
    }
    return BuiltRuntimes.blob(runtime)
        .map(code ->
            of(
                runtime,
                code,
                preset(runtime, code, preset.get(), executor),
                preset.get().equals(DEVELOPMENT)));
  }

  /** A config that a runtime knows by name. */
  static RuntimeConfig preset(String runtime, Bytes code, String name, Executor executor) {
    return switch (GenesisState.preset(code, name, executor)) {
      case GenesisState.PresetFound.Patch(RuntimeConfig.Patch config) -> config;
      case GenesisState.PresetFound.Refused(String reason) ->
          throw new Refusal("no genesis config of " + runtime + ": " + reason);
    };
  }

  /**
   * A plain specification, named after its runtime.
   *
   * @param development whether it is for one developer, not for a small network
   */
  static ChainSpec of(String runtime, Bytes code, RuntimeConfig config, boolean development) {
    String kind = development ? "Development" : "Local";
    String id = "braid_" + runtime.replace('-', '_') + (development ? "_dev" : "_local");
    String title = runtime.substring(0, 1).toUpperCase(Locale.ROOT) + runtime.substring(1);
    Map<String, ChainSpec.Parachain> parachains = new TreeMap<>();
    String relay = development ? "braid_relay_dev" : "braid_relay_local";
    parachains.put("hub", new ChainSpec.Parachain(1000, relay));
    parachains.put("template", new ChainSpec.Parachain(2000, relay));
    return new ChainSpec(
        "Braid " + title + " " + kind,
        id,
        kind,
        List.of(),
        Optional.empty(),
        ChainSpec.Properties.DEFAULT,
        Optional.ofNullable(parachains.get(runtime)),
        new GenesisSource.Runtime(code, config),
        ChainSpec.NO_OTHERS);
  }

  static ChainSpec file(Path file) {
    String json;
    try {
      json = Files.readString(file);
    } catch (IOException e) {
      throw new Refusal(
          "expected a chain specification's file, or one of "
              + String.join(", ", presets())
              + ", found '"
              + file
              + "'");
    }
    return switch (ChainSpecJson.read(json)) {
      case ChainSpecRead.Accepted(ChainSpec spec) -> spec;
      case ChainSpecRead.Refused(String reason) -> throw new Refusal(file + ": " + reason);
    };
  }

  /** The state of block 0, made by the runtime when the specification is plain. */
  public static Genesis genesis(ChainSpec spec, Executor executor) {
    return switch (GenesisState.of(spec.genesis(), executor)) {
      case GenesisState.Made.State(Genesis genesis) -> genesis;
      case GenesisState.Made.Refused(String reason) ->
          throw new Refusal("no genesis of " + spec.id() + ": " + reason);
    };
  }
}
