package io.braid.executor.pvf;

import static org.assertj.core.api.Assertions.assertThat;

import io.braid.crypto.hash.Twox;
import io.braid.crypto.keys.KeyPair;
import io.braid.crypto.keys.KeyScheme;
import io.braid.executor.BuiltBlock;
import io.braid.executor.ExecutionStrategy;
import io.braid.executor.Executor;
import io.braid.executor.RealSpec;
import io.braid.executor.host.ChainRuntime;
import io.braid.executor.host.RuntimeLog;
import io.braid.executor.host.StatelessHost;
import io.braid.executor.wasm.LargeFunctions;
import io.braid.executor.wasm.RefusedCode;
import io.braid.executor.wasm.WasmRuntimes;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.primitives.StateVersion;
import io.braid.scale.ScaleReader;
import io.braid.scale.ScaleWriter;
import io.braid.trie.CompactProof;
import io.braid.trie.ProofRecorder;
import io.braid.trie.StateTrie;
import io.braid.trie.StorageProof;
import io.braid.trie.TrieRoot;
import io.braid.trie.TrieUpdate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The official Asset Hub validates a block that we built, from the proof that we recorded. */
class OfficialPvfTest {
  private static final int PARA_ID = 1000;
  private static final int RELAY_NUMBER = 100;
  private static final int MAX_POV_BYTES = 5 << 20;
  private static final long SLOT_MILLIS = 12_000;
  private static final long RELAY_SLOT_MILLIS = 6_000;
  private static final long TIMESTAMP = 1_700_000_000_000L / 24_000 * 24_000 + 24_000;
  private static final Duration DEADLINE = Duration.ofMinutes(2);

  /** A relay-chain state of the few entries that a parachain reads. */
  private static TrieUpdate relayState(Bytes parentHead) {
    TreeMap<Bytes, Bytes> entries = new TreeMap<>();
    ScaleWriter configuration = new ScaleWriter();
    for (int value : new int[] {3 << 20, 32 << 10, 8, 1 << 20, 65531, 5, 5, 6, 6, 3, 2}) {
      configuration.u32(value);
    }
    entries.put(
        Bytes.fromHex("06de3d8a54d27e44a9d5ce189618f22db4b49d95320d9021994c850f25b8e385"),
        configuration.toBytes());
    entries.put(
        Bytes.fromHex("1cb6f36e027abb2091cfb5110ab5087f06155b3cd9a8c9e5e9a23fd5dc13a5ed"),
        new ScaleWriter().u64(TIMESTAMP / RELAY_SLOT_MILLIS).toBytes());
    entries.put(item("Babe", "EpochIndex"), new ScaleWriter().u64(1).toBytes());
    Bytes id = new ScaleWriter().u32(PARA_ID).toBytes();
    entries.put(
        Bytes.concat(item("Paras", "Heads"), Bytes.wrap(Twox.hash64(id.toArray())), id),
        new ScaleWriter().bytes(parentHead).toBytes());
    return TrieRoot.build(entries, StateVersion.V0, StatelessHost.BLAKE2);
  }

  private static Bytes item(String pallet, String name) {
    return Bytes.concat(
        Bytes.wrap(Twox.hash128(Bytes.utf8(pallet).toArray())),
        Bytes.wrap(Twox.hash128(Bytes.utf8(name).toArray())));
  }

  private static Bytes parachainInherent(Bytes parentHead, TrieUpdate relay) {
    return new ScaleWriter()
        .bytes(parentHead)
        .u32(RELAY_NUMBER)
        .raw(relay.root().bytes())
        .u32(MAX_POV_BYTES)
        .write(StorageProof.CODEC, StorageProof.of(relay.newNodes().values()))
        .compact(0)
        .compact(0)
        .toBytes();
  }

  /** The header with its author's Aura seal. Authors take turns by slot. */
  private static Bytes sealed(RealSpec spec, Bytes header) {
    ScaleReader in = new ScaleReader(spec.state().get(item("Aura", "Authorities")).orElseThrow());
    int count = in.compactU32();
    in.raw((int) (TIMESTAMP / SLOT_MILLIS % count) * 32);
    Bytes author = Bytes.wrap(in.raw(32));
    KeyPair key =
        List.of("//Alice", "//Bob").stream()
            .map(uri -> KeyPair.of(KeyScheme.SR25519, uri))
            .filter(pair -> pair.publicKey().equals(author))
            .findAny()
            .orElseThrow();
    Bytes signature = key.sign(StatelessHost.BLAKE2.hash(header.toArray()).toArray());
    int digestAt = 97;
    assertThat(header.get(digestAt) & 3).isZero();
    ScaleWriter out = new ScaleWriter().raw(header.slice(0, digestAt));
    out.compact((header.get(digestAt) >> 2) + 1).raw(header.slice(digestAt + 1));
    return out.u8(5).raw(Bytes.utf8("aura")).bytes(signature).toBytes();
  }

  @Test
  void assetHubValidatesABlockFromItsRecordedProof() throws RefusedCode {
    RealSpec spec = RealSpec.load(RealSpec.ASSET_HUB);
    Executor executor =
        new Executor(
            ExecutionStrategy.AUTO, List.of(), new WasmRuntimes(1, LargeFunctions.INTERPRET));
    ChainRuntime runtime = executor.runtimeOf(spec.state());
    ProofRecorder recorder = new ProofRecorder(spec.state().source());
    StateTrie recorded = new StateTrie(spec.state().root(), recorder, StatelessHost.BLAKE2);
    Bytes parentHead = spec.genesisHeader();
    TrieUpdate relay = relayState(parentHead);
    long slot = TIMESTAMP / SLOT_MILLIS;
    BuiltBlock block =
        BuiltBlock.on(
            spec,
            recorded,
            executor,
            runtime,
            BuiltBlock.preRuntime("aura", new ScaleWriter().u64(slot).toBytes()),
            Map.of(
                "timstap0",
                new ScaleWriter().u64(TIMESTAMP).toBytes(),
                "auraslot",
                new ScaleWriter().u64(slot).toBytes(),
                "sysi1337",
                parachainInherent(parentHead, relay)));
    Bytes head = sealed(spec, block.header());
    CompactProof proof = recorder.proof().compact(spec.state().root(), StatelessHost.BLAKE2);
    Bytes pov = Bytes.concat(head, block.extrinsics(), CompactProof.CODEC.encodeToBytes(proof));

    PvfExecutor validators =
        new PvfExecutor(PvfLimits.STANDARD, new DedicatedThreads(), RuntimeLog.NONE, 1);
    PreparedPvf pvf = ((PvfPreparation.Ready) validators.prepare(spec.code())).pvf();
    assertThat(pvf.codeHash()).isEqualTo(StatelessHost.BLAKE2.hash(spec.code().toArray()));
    PvfOutcome first = validators.execute(pvf, parameters(parentHead, pov, relay), DEADLINE);
    assertThat(first)
        .isInstanceOfSatisfying(
            PvfOutcome.Valid.class,
            valid ->
                assertThat(Bytes.wrap(new ScaleReader(valid.result()).bytes(1 << 20)))
                    .isEqualTo(head));
    assertThat(validators.execute(pvf, parameters(parentHead, pov, relay), DEADLINE))
        .isEqualTo(first);

    byte[] wrongRoot = pov.toArray();
    wrongRoot[40] ^= 1;
    assertThat(
            validators.execute(pvf, parameters(parentHead, Bytes.wrap(wrongRoot), relay), DEADLINE))
        .isInstanceOf(PvfOutcome.Trapped.class);
    StorageProof all = recorder.proof();
    StorageProof less = new StorageProof(all.nodes().subList(1, all.nodes().size()));
    Bytes poor =
        Bytes.concat(
            head,
            block.extrinsics(),
            CompactProof.CODEC.encodeToBytes(
                less.compact(spec.state().root(), StatelessHost.BLAKE2)));
    assertThat(validators.execute(pvf, parameters(parentHead, poor, relay), DEADLINE))
        .isInstanceOf(PvfOutcome.Trapped.class);
  }

  private static Bytes parameters(Bytes parentHead, Bytes pov, TrieUpdate relay) {
    Hash256 relayRoot = relay.root();
    return new ScaleWriter()
        .bytes(parentHead)
        .bytes(pov)
        .u32(RELAY_NUMBER)
        .raw(relayRoot.bytes())
        .toBytes();
  }
}
