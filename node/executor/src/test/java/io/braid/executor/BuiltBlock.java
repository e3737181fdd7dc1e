package io.braid.executor;

import static org.assertj.core.api.Assertions.assertThat;

import io.braid.executor.host.ChainRuntime;
import io.braid.executor.host.HostKeystore;
import io.braid.executor.host.RuntimeLog;
import io.braid.executor.host.SignatureChecks;
import io.braid.executor.host.StateHost;
import io.braid.executor.host.StatelessHost;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.scale.ScaleReader;
import io.braid.scale.ScaleWriter;
import io.braid.trie.StateTrie;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Block 1 on a genesis, built through the runtime's own {@code BlockBuilder_*}.
 *
 * @param stateRoot of our overlay after the block
 */
public record BuiltBlock(Bytes header, Bytes extrinsics, Hash256 stateRoot) {
  /** What a header says its state's root is, for a block number below 64. */
  Hash256 stateRootInHeader() {
    return Hash256.of(header.slice(33, 65));
  }

  Bytes block() {
    return Bytes.concat(header, extrinsics);
  }

  /** Builds on {@code state}, which holds the genesis of {@code spec}. */
  public static BuiltBlock on(
      RealSpec spec,
      StateTrie state,
      Executor executor,
      ChainRuntime runtime,
      Bytes preDigest,
      Map<String, Bytes> inherents) {
    StateHost host =
        new StateHost(state, SignatureChecks.DIRECT, HostKeystore.NONE, RuntimeLog.NONE);
    Hash256 genesis = StatelessHost.BLAKE2.hash(spec.genesisHeader().toArray());
    Bytes header = RealSpec.header(genesis, 1, Hash256.ZERO, Hash256.ZERO, List.of(preDigest));
    returned(executor.call(runtime, host, "Core_initialize_block", header.toArray()));

    ScaleWriter data = new ScaleWriter().compact(inherents.size());
    new TreeMap<>(inherents).forEach((id, value) -> data.raw(Bytes.utf8(id)).bytes(value));
    host.startTransaction();
    Bytes made =
        returned(executor.call(runtime, host, "BlockBuilder_inherent_extrinsics", data.toArray()));
    host.rollbackTransaction();
    ScaleReader in = new ScaleReader(made);
    List<Bytes> extrinsics = new ArrayList<>();
    for (int left = in.compactU32(); left > 0; left--) {
      extrinsics.add(new ScaleWriter().bytes(in.bytes(1 << 20)).toBytes());
    }
    ScaleWriter body = new ScaleWriter().compact(extrinsics.size());
    for (Bytes extrinsic : extrinsics) {
      Bytes applied =
          returned(
              executor.call(runtime, host, "BlockBuilder_apply_extrinsic", extrinsic.toArray()));
      assertThat(applied).isEqualTo(Bytes.fromHex("0000"));
      body.raw(extrinsic);
    }
    Bytes finished =
        returned(executor.call(runtime, host, "BlockBuilder_finalize_block", new byte[0]));
    return new BuiltBlock(finished, body.toBytes(), host.overlay().root(spec.version()));
  }

  static Bytes returned(CallResult result) {
    return switch (result) {
      case CallResult.Returned(Bytes output) -> output;
      case CallResult.Trapped(String reason) -> throw new AssertionError("trapped: " + reason);
      case CallResult.StateMissing(String reason) -> throw new AssertionError(reason);
    };
  }

  /** A pre-runtime digest item. */
  public static Bytes preRuntime(String engine, Bytes payload) {
    return new ScaleWriter().u8(6).raw(Bytes.utf8(engine)).bytes(payload).toBytes();
  }
}
