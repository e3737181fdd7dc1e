package io.braid.service.chainspec;

import io.braid.consensus.chain.Genesis;
import io.braid.crypto.hash.Blake2b;
import io.braid.executor.CallResult;
import io.braid.executor.Executor;
import io.braid.executor.host.ChainRuntime;
import io.braid.executor.host.StateHost;
import io.braid.executor.host.StatelessHost;
import io.braid.executor.wasm.RefusedCode;
import io.braid.executor.wasm.WasmRuntime;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.scale.Codec;
import io.braid.scale.Codecs;
import io.braid.scale.Decoded;
import io.braid.scale.ScaleException;
import io.braid.scale.ScaleReader;
import io.braid.service.chainspec.ChainSpec.GenesisSource;
import io.braid.service.chainspec.ChainSpec.RuntimeConfig;
import io.braid.trie.StateTrie;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Makes the state of block 0, with the runtime's {@code GenesisBuilder} where it must be made. */
public final class GenesisState {
  /** A config holds code of parachains in hexadecimal. */
  private static final int MAX_JSON_BYTES = 64 << 20;

  private static final int MAX_PRESETS = 1 << 10;
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final Codec<Bytes> JSON = Codecs.bytes(MAX_JSON_BYTES);
  private static final Codec<Optional<Bytes>> OPTIONAL_JSON = Codecs.option(JSON);
  private static final Codec<List<String>> NAMES = Codecs.list(Codecs.string(1 << 10), MAX_PRESETS);

  private final Executor executor;
  private final ChainRuntime runtime;
  private final Bytes code;

  private GenesisState(Executor executor, ChainRuntime runtime, Bytes code) {
    this.executor = executor;
    this.runtime = runtime;
    this.code = code;
  }

  /** What became of making a state. */
  public sealed interface Made {
    record State(Genesis genesis) implements Made {}

    /**
     * @param reason what the runtime expected and found, in its own words where it gave some
     */
    record Refused(String reason) implements Made {}
  }

  /** A runtime that makes no state, for a reason in its message. */
  private static final class Unmade extends Exception {
    Unmade(String reason) {
      super(reason, null, false, false);
    }
  }

  public static Made of(GenesisSource source, Executor executor) {
    return switch (source) {
      case GenesisSource.Raw(Genesis state) -> new Made.State(state);
      case GenesisSource.Runtime(Bytes code, RuntimeConfig config) -> {
        try {
          yield new Made.State(of(code, executor).build(config));
        } catch (Unmade e) {
          yield new Made.Refused(String.valueOf(e.getMessage()));
        }
      }
    };
  }

  /** What became of looking for a preset. */
  public sealed interface PresetFound {
    record Patch(RuntimeConfig.Patch config) implements PresetFound {}

    /**
     * @param reason which presets there are, or why there are none
     */
    record Refused(String reason) implements PresetFound {}
  }

  /**
   * A config that a runtime knows by name.
   *
   * @param code the blob
   */
  public static PresetFound preset(Bytes code, String name, Executor executor) {
    try {
      GenesisState runtime = of(code, executor);
      Optional<String> found = runtime.preset(Optional.of(Bytes.utf8(name)));
      return found.isPresent()
          ? new PresetFound.Patch(new RuntimeConfig.Patch(found.get()))
          : new PresetFound.Refused(
              "expected a preset of the runtime, one of "
                  + runtime.presetNames()
                  + ", found '"
                  + name
                  + "'");
    } catch (Unmade e) {
      return new PresetFound.Refused(String.valueOf(e.getMessage()));
    }
  }

  private List<String> presetNames() throws Unmade {
    Bytes names = call("GenesisBuilder_preset_names", new byte[0]);
    return NAMES.tryDecode(names) instanceof Decoded.Value<List<String>>(List<String> found)
        ? found
        : List.of();
  }

  private static GenesisState of(Bytes code, Executor executor) throws Unmade {
    try {
      Hash256 hash = Hash256.of(Blake2b.hash256(code.unsafeArray()));
      ChainRuntime runtime = executor.runtime(hash, WasmRuntime.DEFAULT_HEAP_PAGES, () -> code);
      return new GenesisState(executor, runtime, code);
    } catch (RefusedCode e) {
      throw new Unmade("the runtime cannot be run: " + e.getMessage());
    }
  }

  private Genesis build(RuntimeConfig config) throws Unmade {
    String json =
        switch (config) {
          case RuntimeConfig.Full(String full) -> full;
          case RuntimeConfig.Patch(String patch) -> patched(patch);
        };
    StateHost host = StateHost.over(StateTrie.empty(StatelessHost.BLAKE2));
    ScaleReader result =
        new ScaleReader(call(host, "GenesisBuilder_build_state", JSON.encode(Bytes.utf8(json))));
    if (result.u8() != 0) {
      throw new Unmade("the runtime refuses its genesis config: " + reason(result));
    }
    host.set(Executor.CODE_KEY, code);
    return Genesis.of(host);
  }

  private static String reason(ScaleReader in) {
    try {
      return in.string(MAX_JSON_BYTES);
    } catch (ScaleException e) {
      return "no reason given";
    }
  }

  private Optional<String> preset(Optional<Bytes> name) throws Unmade {
    Bytes answer = call("GenesisBuilder_get_preset", OPTIONAL_JSON.encode(name));
    return switch (OPTIONAL_JSON.tryDecode(answer)) {
      case Decoded.Value<Optional<Bytes>>(Optional<Bytes> json) -> json.map(Bytes::toUtf8);
      case Decoded.Malformed<Optional<Bytes>>(String reason) ->
          throw new Unmade("the runtime's preset is malformed: " + reason);
    };
  }

  private String patched(String patch) throws Unmade {
    String defaults =
        preset(Optional.empty())
            .orElseThrow(() -> new Unmade("the runtime has no default genesis config"));
    if (!(MAPPER.readTree(defaults) instanceof ObjectNode merged)) {
      throw new Unmade("expected a JSON object as the runtime's default genesis config");
    }
    merge(merged, MAPPER.readTree(patch));
    return new String(MAPPER.writeValueAsBytes(merged), StandardCharsets.UTF_8);
  }

  /** RFC 7396: objects are merged key by key, null removes, everything else replaces. */
  private static void merge(ObjectNode into, JsonNode patch) {
    patch
        .properties()
        .forEach(entry -> {
          String key = entry.getKey();
          JsonNode value = entry.getValue();
          if (value.isNull()) {
            into.remove(key);
          } else if (value.isObject() && into.path(key).isObject()) {
            merge((ObjectNode) into.path(key), value);
          } else {
            into.set(key, value);
          }
        });
  }

  private Bytes call(String entryPoint, byte[] arguments) throws Unmade {
    return call(StateHost.over(StateTrie.empty(StatelessHost.BLAKE2)), entryPoint, arguments);
  }

  private Bytes call(StateHost host, String entryPoint, byte[] arguments) throws Unmade {
    return switch (executor.call(runtime, host, entryPoint, arguments)) {
      case CallResult.Returned(Bytes output) -> output;
      case CallResult.Trapped(String reason) ->
          throw new Unmade(
              entryPoint + " trapped; expected a runtime with GenesisBuilder: " + reason);
      case CallResult.StateMissing(String reason) -> throw new IllegalStateException(reason);
    };
  }
}
