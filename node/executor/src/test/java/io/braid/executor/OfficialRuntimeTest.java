package io.braid.executor;

import static org.assertj.core.api.Assertions.assertThat;

import io.braid.executor.code.RuntimeBlob;
import io.braid.executor.host.ChainRuntime;
import io.braid.executor.host.StateHost;
import io.braid.executor.wasm.LargeFunctions;
import io.braid.executor.wasm.RefusedCode;
import io.braid.executor.wasm.WasmRuntimes;
import io.braid.primitives.Bytes;
import io.braid.scale.ScaleReader;
import io.braid.scale.ScaleWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Official runtimes answer, and accept the blocks that we build with them. */
class OfficialRuntimeTest {
  private static final long SLOT_MILLIS = 6000;
  private static final long TIMESTAMP = 1_700_000_016_000L / 24_000 * 24_000;

  @Test
  void rococoBlocksPassTheRuntimesOwnExecution() throws RefusedCode {
    blocksPassTheRuntimesOwnExecution(RealSpec.ROCOCO);
  }

  /** The same code path as Rococo, for half a minute more: when the executor itself was changed. */
  @Test
  @EnabledIfSystemProperty(named = "braid.slow", matches = "true")
  void westendBlocksPassTheRuntimesOwnExecution() throws RefusedCode {
    blocksPassTheRuntimesOwnExecution(RealSpec.WESTEND);
  }

  private static void blocksPassTheRuntimesOwnExecution(String name) throws RefusedCode {
    RealSpec spec = RealSpec.load(name);
    Executor executor =
        new Executor(
            ExecutionStrategy.AUTO, List.of(), new WasmRuntimes(1, LargeFunctions.INTERPRET));
    ChainRuntime runtime = executor.runtimeOf(spec.state());
    assertThat(runtime.codeHash()).isEqualTo(spec.codeHash());

    StateHost queries = StateHost.over(spec.state());
    Bytes version =
        BuiltBlock.returned(executor.call(runtime, queries, "Core_version", new byte[0]));
    assertThat(RuntimeBlob.version(spec.code())).contains(version);
    Bytes metadata =
        BuiltBlock.returned(executor.call(runtime, queries, "Metadata_metadata", new byte[0]));
    ScaleReader in = new ScaleReader(metadata);
    assertThat(in.length(1 << 24, 1)).isEqualTo(in.remaining());
    assertThat(Bytes.wrap(in.raw(5))).isEqualTo(Bytes.fromHex("6d6574610e"));

    long slot = TIMESTAMP / SLOT_MILLIS;
    Bytes claim = new ScaleWriter().u8(2).u32(0).u64(slot).toBytes();
    BuiltBlock block =
        BuiltBlock.on(
            spec,
            spec.state(),
            executor,
            runtime,
            BuiltBlock.preRuntime("BABE", claim),
            Map.of(
                "timstap0",
                new ScaleWriter().u64(TIMESTAMP).toBytes(),
                "babeslot",
                new ScaleWriter().u64(slot).toBytes(),
                "parachn0",
                Bytes.concat(Bytes.fromHex("000000"), spec.genesisHeader())));
    assertThat(block.stateRootInHeader()).isEqualTo(block.stateRoot());

    StateHost importing = StateHost.over(spec.state());
    BuiltBlock.returned(
        executor.call(runtime, importing, "Core_execute_block", block.block().toArray()));
    assertThat(importing.overlay().root(spec.version())).isEqualTo(block.stateRoot());

    byte[] forged = block.block().toArray();
    forged[40] ^= 1;
    StateHost refusing = StateHost.over(spec.state());
    assertThat(executor.call(runtime, refusing, "Core_execute_block", forged))
        .isInstanceOfSatisfying(
            CallResult.Trapped.class, trapped -> assertThat(trapped.reason()).contains("panicked"));
    assertThat(refusing.overlay().changes()).isEmpty();
  }
}
