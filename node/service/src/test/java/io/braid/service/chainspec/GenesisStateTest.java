package io.braid.service.chainspec;

import static org.assertj.core.api.Assertions.assertThat;

import io.braid.chains.Blobs;
import io.braid.chains.relay.RelayRuntimeEntryPoints;
import io.braid.consensus.chain.Genesis;
import io.braid.crypto.hash.Blake2b;
import io.braid.executor.ExecutionStrategy;
import io.braid.executor.Executor;
import io.braid.executor.NativeRuntime;
import io.braid.executor.wasm.LargeFunctions;
import io.braid.executor.wasm.WasmRuntimes;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.service.chainspec.ChainSpec.GenesisSource;
import io.braid.service.chainspec.ChainSpec.RuntimeConfig;
import java.util.List;
import org.junit.jupiter.api.Test;

class GenesisStateTest {
  private static final Bytes CODE = Blobs.of("relay");
  private static final Executor EXECUTOR =
      new Executor(
          ExecutionStrategy.AUTO,
          List.of(
              new NativeRuntime(
                  Hash256.of(Blake2b.hash256(CODE.unsafeArray())), RelayRuntimeEntryPoints::new)),
          new WasmRuntimes(1, LargeFunctions.INTERPRET));

  private static GenesisState.Made made(RuntimeConfig config) {
    return GenesisState.of(new GenesisSource.Runtime(CODE, config), EXECUTOR);
  }

  private static Genesis state(RuntimeConfig config) {
    return switch (made(config)) {
      case GenesisState.Made.State(Genesis genesis) -> genesis;
      case GenesisState.Made.Refused(String reason) -> throw new AssertionError(reason);
    };
  }

  private static String refused(RuntimeConfig config) {
    return ((GenesisState.Made.Refused) made(config)).reason();
  }

  private static RuntimeConfig preset(String name) {
    return ((GenesisState.PresetFound.Patch) GenesisState.preset(CODE, name, EXECUTOR)).config();
  }

  @Test
  void aPresetMakesAStateWithTheCode() {
    Genesis development = state(preset("development"));

    assertThat(development.top()).containsEntry(Executor.CODE_KEY, CODE);
    assertThat(state(preset("local_testnet"))).isNotEqualTo(development);
  }

  @Test
  void aPatchChangesTheDefaultWhereItSaysSo() {
    Genesis untouched = state(new RuntimeConfig.Patch("{}"));

    assertThat(state(new RuntimeConfig.Patch("{\"babe\": {}}"))).isEqualTo(untouched);
    assertThat(state(new RuntimeConfig.Patch("{\"babe\": {\"epochDuration\": 77}}")))
        .isNotEqualTo(untouched);
  }

  @Test
  void whatTheRuntimeRefusesIsToldInItsWords() {
    assertThat(refused(new RuntimeConfig.Full("{\"babel\": {}}")))
        .startsWith("the runtime refuses its genesis config:")
        .contains("babel");
    assertThat(GenesisState.preset(CODE, "production", EXECUTOR))
        .isInstanceOfSatisfying(
            GenesisState.PresetFound.Refused.class,
            refused ->
                assertThat(refused.reason())
                    .startsWith("expected a preset of the runtime, one of [development, local_test")
                    .endsWith("found 'production'"));
  }

  @Test
  void bytesThatAreNoRuntimeAreRefused() {
    assertThat(
            GenesisState.of(
                new GenesisSource.Runtime(Bytes.utf8("no wasm"), new RuntimeConfig.Patch("{}")),
                EXECUTOR))
        .isInstanceOfSatisfying(
            GenesisState.Made.Refused.class,
            refused -> assertThat(refused.reason()).startsWith("the runtime cannot be run:"));
  }
}
