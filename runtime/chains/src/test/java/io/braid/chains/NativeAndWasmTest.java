package io.braid.chains;

import static org.assertj.core.api.Assertions.assertThat;

import io.braid.chains.relay.RelayGenesis;
import io.braid.chains.relay.RelayKeys;
import io.braid.chains.relay.RelayRuntime;
import io.braid.chains.relay.RelayRuntimeEntryPoints;
import io.braid.crypto.NonceEntropy;
import io.braid.crypto.hash.Blake2b;
import io.braid.crypto.keys.KeyPair;
import io.braid.crypto.keys.KeyScheme;
import io.braid.executor.CallResult;
import io.braid.executor.ExecutionStrategy;
import io.braid.executor.Executor;
import io.braid.executor.NativeRuntime;
import io.braid.executor.host.ChainRuntime;
import io.braid.executor.host.StateHost;
import io.braid.executor.host.StatelessHost;
import io.braid.executor.wasm.LargeFunctions;
import io.braid.executor.wasm.WasmRuntime;
import io.braid.executor.wasm.WasmRuntimes;
import io.braid.frame.Call;
import io.braid.frame.MultiAddress;
import io.braid.frame.executive.Extrinsic;
import io.braid.frame.executive.Extrinsics;
import io.braid.frame.executive.MultiSignature;
import io.braid.frame.extension.CheckMetadataHash;
import io.braid.frame.extension.Era;
import io.braid.frame.system.FrameSystemCall;
import io.braid.pallets.balances.BalancesCall;
import io.braid.pallets.session.KeysOf;
import io.braid.pallets.sudo.SudoCall;
import io.braid.pallets.utility.UtilityCall;
import io.braid.primitives.AccountId;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.primitives.StateVersion;
import io.braid.primitives.U128;
import io.braid.runtime.api.Block;
import io.braid.runtime.api.BlockCodec;
import io.braid.runtime.api.Digest;
import io.braid.runtime.api.DigestItem;
import io.braid.runtime.api.Header;
import io.braid.runtime.api.HeaderCodec;
import io.braid.runtime.api.InherentData;
import io.braid.runtime.api.InherentDataCodec;
import io.braid.runtime.api.babe.BabePreDigest;
import io.braid.runtime.api.babe.BabePreDigestCodec;
import io.braid.scale.Codecs;
import io.braid.scale.Codecs.Unit;
import io.braid.scale.ScaleWriter;
import io.braid.trie.NodeSource;
import io.braid.trie.StateTrie;
import io.braid.trie.TrieUpdate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * One source, two builds: hundreds of seeded blocks go through the native classes and through the
 * blob, call by call, and every byte that comes out must be the same.
 */
class NativeAndWasmTest {
  private static final int BLOCKS = 200;
  private static final long SEED = Long.getLong("braid.seed", 20_261_122L);
  private static final List<String> NAMES = List.of("Alice", "Bob", "Charlie", "Dave", "Eve");

  private final Map<Hash256, Bytes> nodes = new HashMap<>();
  private final RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
  private final List<KeyPair> keys =
      NAMES.stream().map(name -> KeyPair.of(KeyScheme.SR25519, "//" + name)).toList();
  private final int[] nonces = new int[NAMES.size()];

  private Executor executor;
  private ChainRuntime nativeRuntime;
  private ChainRuntime wasmRuntime;
  private StateTrie state;
  private Hash256 parent = Hash256.ZERO;
  private Extrinsics extrinsics;

  @BeforeEach
  void start() throws Exception {
    Bytes blob = Blobs.of("relay");
    NativeRuntime runtime =
        new NativeRuntime(
            Hash256.of(Blake2b.hash256(blob.unsafeArray())), RelayRuntimeEntryPoints::new);
    executor =
        new Executor(
            ExecutionStrategy.AUTO, List.of(runtime), new WasmRuntimes(4, LargeFunctions.REFUSE));
    StateHost genesis = StateHost.over(StateTrie.empty(StatelessHost.BLAKE2));
    TreeMap<AccountId, U128> balances = new TreeMap<>();
    keys.forEach(key -> balances.put(key.accountId(), RelayRuntime.UNIT.multiply(1_000)));
    List<KeysOf<RelayKeys>> validators = new ArrayList<>();
    for (KeyPair key : keys.subList(0, 4)) {
      Bytes k = key.publicKey();
      validators.add(new KeysOf<>(key.accountId(), new RelayKeys(k, k, k, k, k)));
    }
    new RelayGenesis(
            1_000,
            10,
            validators,
            balances,
            Optional.of(keys.getFirst().accountId()),
            List.of(),
            List.of())
        .write(genesis, blob);
    keep(genesis);
    nativeRuntime = runtime;
    wasmRuntime =
        new WasmRuntimes(4, LargeFunctions.REFUSE)
            .get(runtime.codeHash(), WasmRuntime.DEFAULT_HEAP_PAGES, () -> blob);
    extrinsics = new RelayRuntime(StateHost.over(state)).executive().extrinsics();
  }

  private void keep(StateHost host) {
    TrieUpdate update = host.overlay().update(StateVersion.V1);
    nodes.putAll(update.newNodes());
    state = new StateTrie(update.root(), NodeSource.EMPTY.over(nodes), StatelessHost.BLAKE2);
  }

  /** The same call in both builds, on states that must stay equal. */
  private Bytes both(StateHost onNative, StateHost onWasm, String entryPoint, byte[] arguments) {
    CallResult expected = executor.call(nativeRuntime, onNative, entryPoint, arguments);
    CallResult found = executor.call(wasmRuntime, onWasm, entryPoint, arguments);
    boolean bothTrapped =
        expected instanceof CallResult.Trapped && found instanceof CallResult.Trapped;
    if (!bothTrapped) {
      assertThat(found).as("%s, seed %d", entryPoint, SEED).isEqualTo(expected);
    }
    assertThat(onWasm.overlay().changes())
        .as("changes of %s, seed %d", entryPoint, SEED)
        .isEqualTo(onNative.overlay().changes());
    return expected instanceof CallResult.Returned returned ? returned.output() : Bytes.EMPTY;
  }

  @Test
  void hundredsOfSeededBlocksGiveTheSameBytesNativelyAndInWasm() {
    long slot = 1_000_000;
    int included = 0;
    for (int number = 1; number <= BLOCKS; number++) {
      slot += 1 + random.nextInt(3);
      StateHost onNative = StateHost.over(state);
      StateHost onWasm = StateHost.over(state);
      Bytes claim =
          BabePreDigestCodec.CODEC.encodeToBytes(
              new BabePreDigest.SecondaryPlain(random.nextInt(4), slot));
      Header opening =
          new Header(
              parent,
              number,
              Hash256.ZERO,
              Hash256.ZERO,
              new Digest(List.of(new DigestItem.PreRuntime(Bytes.utf8("BABE"), claim))));
      both(onNative, onWasm, "Core_initialize_block", HeaderCodec.CODEC.encode(opening));
      InherentData data = InherentData.EMPTY.with("timstap0", Codecs.U64, slot * 1_000);
      Bytes inherents =
          both(
              onNative,
              onWasm,
              "BlockBuilder_inherent_extrinsics",
              InherentDataCodec.CODEC.encode(data));
      List<Bytes> body = new ArrayList<>();
      for (Bytes inherent : Codecs.list(Codecs.bytes(Integer.MAX_VALUE), 16).decodeAll(inherents)) {
        apply(onNative, onWasm, inherent);
        body.add(inherent);
      }
      for (int i = random.nextInt(6); i > 0; i--) {
        int signer = random.nextInt(keys.size());
        Bytes extrinsic = sign(signer, call(2), random.nextInt(10) == 0 ? 7 : 0);
        if (apply(onNative, onWasm, extrinsic)) {
          nonces[signer]++;
          body.add(extrinsic);
          included++;
        }
      }
      Header header =
          HeaderCodec.CODEC.decodeAll(
              both(onNative, onWasm, "BlockBuilder_finalize_block", new byte[0]));

      // The finished block, executed from scratch by both.
      StateHost again = StateHost.over(state);
      StateHost againInWasm = StateHost.over(state);
      both(
          again,
          againInWasm,
          "Core_execute_block",
          BlockCodec.CODEC.encode(new Block(header, body)));
      assertThat(again.overlay().root(StateVersion.V1)).isEqualTo(header.stateRoot());
      keep(again);
      parent = Hash256.of(Blake2b.hash256(HeaderCodec.CODEC.encode(header)));
    }
    assertThat(included).as("extrinsics that made it, seed %d", SEED).isGreaterThan(BLOCKS);
  }

  @Test
  void everyQueryAnswersTheSameNativelyAndInWasm() {
    for (String query :
        List.of(
            "Core_version",
            "Metadata_metadata",
            "Metadata_metadata_versions",
            "BabeApi_configuration",
            "BabeApi_current_epoch",
            "BabeApi_next_epoch",
            "GrandpaApi_grandpa_authorities",
            "ParachainHost_validators",
            "ParachainHost_availability_cores",
            "ParachainHost_validator_groups")) {
      Bytes answer = both(StateHost.over(state), StateHost.over(state), query, new byte[0]);
      assertThat(answer.size()).as(query).isPositive();
    }
  }

  @Test
  void anInvalidBlockTrapsInBothBuilds() {
    Header nonsense =
        new Header(Hash256.ZERO, 1, Hash256.ZERO, Hash256.ZERO, new Digest(List.of()));
    byte[] block = BlockCodec.CODEC.encode(new Block(nonsense, List.of()));

    for (ChainRuntime runtime : List.of(nativeRuntime, wasmRuntime)) {
      assertThat(executor.call(runtime, StateHost.over(state), "Core_execute_block", block))
          .isInstanceOf(CallResult.Trapped.class);
    }
  }

  private boolean apply(StateHost onNative, StateHost onWasm, Bytes extrinsic) {
    byte[] argument = new ScaleWriter().bytes(extrinsic).toArray();
    onNative.startTransaction();
    onWasm.startTransaction();
    Bytes result = both(onNative, onWasm, "BlockBuilder_apply_extrinsic", argument);
    boolean included = !result.isEmpty() && result.get(0) == 0;
    if (included) {
      onNative.commitTransaction();
      onWasm.commitTransaction();
    } else {
      onNative.rollbackTransaction();
      onWasm.rollbackTransaction();
    }
    return included;
  }

  private Call call(int depth) {
    AccountId someone = keys.get(random.nextInt(keys.size())).accountId();
    U128 amount = RelayRuntime.UNIT.multiply(random.nextInt(400)).divide(1 + random.nextInt(50));
    return switch (random.nextInt(depth > 0 ? 10 : 6)) {
      case 0 -> BalancesCall.transferAllowDeath(someone, amount);
      case 1, 2 -> BalancesCall.transferKeepAlive(someone, amount);
      case 3 -> BalancesCall.transferKeepAlive(AccountId.of(randomBytes(32)), amount);
      case 4 -> new FrameSystemCall.RemarkWithEvent(Bytes.wrap(randomBytes(random.nextInt(300))));
      case 5 -> new BalancesCall.Burn(amount, random.nextBoolean());
      case 6 -> new UtilityCall.Batch(List.of(call(depth - 1), call(depth - 1)));
      case 7 -> new UtilityCall.BatchAll(List.of(call(depth - 1), call(depth - 1)));
      case 8 -> new UtilityCall.ForceBatch(List.of(call(depth - 1), call(depth - 1)));
      default ->
          new SudoCall.Sudo(
              BalancesCall.forceSetBalance(
                  someone, RelayRuntime.UNIT.multiply(random.nextInt(500))));
    };
  }

  private byte[] randomBytes(int size) {
    byte[] bytes = new byte[size];
    random.nextBytes(bytes);
    return bytes;
  }

  private Bytes sign(int signer, Call call, int nonceOffset) {
    List<Object> explicit = new ArrayList<>();
    explicit.add(Unit.UNIT);
    explicit.add(Unit.UNIT);
    explicit.add(Unit.UNIT);
    explicit.add(Unit.UNIT);
    explicit.add(Era.IMMORTAL);
    explicit.add(nonces[signer] + nonceOffset);
    explicit.add(Unit.UNIT);
    explicit.add(U128.of(random.nextInt(1_000)));
    explicit.add(CheckMetadataHash.Mode.DISABLED);
    try {
      StateHost host = StateHost.over(state);
      RelayRuntime runtime = new RelayRuntime(host);
      Bytes payload = runtime.executive().extrinsics().signingPayload(host, call, explicit);
      Bytes signature = keys.get(signer).sign(payload.unsafeArray(), NonceEntropy.NONE);
      return extrinsics.encode(
          new Extrinsic.Signed(
              MultiAddress.of(keys.get(signer).accountId()),
              new MultiSignature.Sr25519(signature),
              explicit,
              call));
    } catch (io.braid.frame.extension.TransactionRefused refused) {
      throw new AssertionError(refused);
    }
  }
}
