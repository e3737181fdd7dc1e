package io.braid.benchmarks;

import io.braid.chains.Blobs;
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
import io.braid.executor.host.DeferredChecks;
import io.braid.executor.host.HostKeystore;
import io.braid.executor.host.RuntimeLog;
import io.braid.executor.host.SignatureChecks;
import io.braid.executor.host.StateHost;
import io.braid.executor.host.StatelessHost;
import io.braid.executor.host.VerifiedSignatures;
import io.braid.executor.wasm.LargeFunctions;
import io.braid.executor.wasm.RefusedCode;
import io.braid.executor.wasm.WasmRuntime;
import io.braid.executor.wasm.WasmRuntimes;
import io.braid.frame.MultiAddress;
import io.braid.frame.executive.Extrinsic;
import io.braid.frame.executive.MultiSignature;
import io.braid.frame.extension.CheckMetadataHash;
import io.braid.frame.extension.Era;
import io.braid.frame.extension.TransactionRefused;
import io.braid.pallets.balances.BalancesCall;
import io.braid.pallets.session.KeysOf;
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
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * Transfers a second of one relay chain, natively and in Wasm, each step by itself: the pool's
 * {@code validate_transaction}, building a block of them with the block builder's calls, importing
 * it with {@code Core_execute_block} and comparing state roots.
 *
 * <p>Signatures are checked as a node does it. The pool checks each; the author, who has them from
 * its pool, does not check them again; the importer is another node that has never seen them and
 * checks all, on a second thread beside the execution. State is in memory; consensus, the pool's
 * own lists, disk and network are not in the figures. Beside each rate stands the processor time
 * that a transfer took, which says more on a machine that does other work too. Arguments: transfers
 * a block (default 1000), seconds to measure each build (default 15), which builds ({@code
 * native,wasm}).
 */
public final class TransferBenchmark {
  private static final Bytes BEEFY = KeyPair.of(KeyScheme.ECDSA, "//Alice").publicKey();
  private static final long SLOT = 1_000_000;

  private final Bytes blob = Blobs.of("relay");
  private final List<KeyPair> keys = new ArrayList<>();
  private final Map<Hash256, Bytes> nodes = new HashMap<>();
  private final NativeRuntime nativeRuntime;
  private final WasmRuntimes engines;
  private final Executor executor;
  private final StateTrie state;
  private final List<Bytes> transfers = new ArrayList<>();
  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final List<Thread> started = new ArrayList<>(List.of(Thread.currentThread()));
  private final ExecutorService workers =
      Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "signatures");
        thread.setDaemon(true);
        started.add(thread);
        return thread;
      });

  /** A moment: on the wall, and in processor time that the two threads have used so far. */
  private record Moment(long wallNanos, long processorNanos) {
    Moment since(Moment earlier) {
      return new Moment(wallNanos - earlier.wallNanos, processorNanos - earlier.processorNanos);
    }
  }

  /** How long each step took for one block of transfers. */
  private record Measured(Moment validate, Moment build, Moment imported) {}

  private TransferBenchmark(int count) throws TransactionRefused {
    nativeRuntime =
        new NativeRuntime(
            Hash256.of(Blake2b.hash256(blob.unsafeArray())), RelayRuntimeEntryPoints::new);
    engines = new WasmRuntimes(1, LargeFunctions.INTERPRET);
    executor = new Executor(ExecutionStrategy.AUTO, List.of(nativeRuntime), engines);
    TreeMap<AccountId, U128> balances = new TreeMap<>();
    for (int i = 0; i < count; i++) {
      keys.add(KeyPair.of(KeyScheme.SR25519, "//Sender//" + i));
      balances.put(keys.get(i).accountId(), RelayRuntime.UNIT.multiply(1_000));
    }
    state = genesis(balances);
    for (int i = 0; i < count; i++) {
      transfers.add(signed(keys.get(i), keys.get((i + 1) % count).accountId()));
    }
  }

  private StateTrie genesis(TreeMap<AccountId, U128> balances) {
    StateHost host = StateHost.over(StateTrie.empty(StatelessHost.BLAKE2));
    KeyPair alice = KeyPair.of(KeyScheme.SR25519, "//Alice");
    balances.put(alice.accountId(), RelayRuntime.UNIT);
    Bytes key = alice.publicKey();
    KeysOf<RelayKeys> validator =
        new KeysOf<>(alice.accountId(), new RelayKeys(key, key, key, key, key, BEEFY));
    new RelayGenesis(
            1_000, 600, List.of(validator), balances, Optional.empty(), List.of(), List.of())
        .write(host, blob);
    TrieUpdate update = host.overlay().update(StateVersion.V1);
    nodes.putAll(update.newNodes());
    return new StateTrie(update.root(), NodeSource.EMPTY.over(nodes), StatelessHost.BLAKE2);
  }

  private Bytes signed(KeyPair sender, AccountId recipient) throws TransactionRefused {
    var call = BalancesCall.transferKeepAlive(recipient, RelayRuntime.UNIT);
    List<Object> explicit =
        List.of(
            Unit.UNIT,
            Unit.UNIT,
            Unit.UNIT,
            Unit.UNIT,
            Era.IMMORTAL,
            0,
            Unit.UNIT,
            U128.ZERO,
            CheckMetadataHash.Mode.DISABLED);
    // The hash of the first block, which is signed, is in the state once the next one is open.
    StateHost host = StateHost.over(state);
    open(nativeRuntime, host);
    var extrinsics = new RelayRuntime(host).executive().extrinsics();
    Bytes payload = extrinsics.signingPayload(host, call, explicit);
    Bytes signature = sender.sign(payload.unsafeArray(), NonceEntropy.NONE);
    return extrinsics.encode(
        new Extrinsic.Signed(
            MultiAddress.of(sender.accountId()),
            new MultiSignature.Sr25519(signature),
            explicit,
            call));
  }

  private ChainRuntime wasm() throws RefusedCode {
    return engines.get(nativeRuntime.codeHash(), WasmRuntime.DEFAULT_HEAP_PAGES, () -> blob);
  }

  private Bytes call(ChainRuntime runtime, StateHost host, String entryPoint, byte[] arguments) {
    CallResult result = executor.call(runtime, host, entryPoint, arguments);
    if (result instanceof CallResult.Returned(Bytes output)) {
      return output;
    }
    throw new IllegalStateException(entryPoint + ": " + result);
  }

  private Measured measure(ChainRuntime runtime) {
    VerifiedSignatures ofAuthor = new VerifiedSignatures(2 * transfers.size());
    VerifiedSignatures ofImporter = new VerifiedSignatures(2 * transfers.size());
    Moment start = now();
    validate(runtime, ofAuthor.remembering());
    Moment validated = now();
    Block block = build(runtime, ofAuthor.remembering());
    Moment built = now();
    DeferredChecks checks = ofImporter.deferred(workers);
    StateHost host = host(checks);
    call(runtime, host, "Core_execute_block", BlockCodec.CODEC.encode(block));
    Hash256 root = host.overlay().update(StateVersion.V1).root();
    if (!checks.allValid() || !root.equals(block.header().stateRoot())) {
      throw new IllegalStateException("the block is not valid");
    }
    return new Measured(validated.since(start), built.since(validated), now().since(built));
  }

  private Moment now() {
    long processor = 0;
    for (Thread thread : started) {
      processor += Math.max(0, threads.getThreadCpuTime(thread.threadId()));
    }
    return new Moment(System.nanoTime(), processor);
  }

  private StateHost host(SignatureChecks checks) {
    return new StateHost(state, checks, HostKeystore.NONE, RuntimeLog.NONE);
  }

  /** As a pool does: each on the same state, which stays as it is. */
  private void validate(ChainRuntime runtime, SignatureChecks checks) {
    for (Bytes transfer : transfers) {
      byte[] arguments =
          new ScaleWriter()
              .u8(2) // from outside
              .bytes(transfer)
              .raw(Hash256.ZERO.bytes())
              .toArray();
      Bytes answer =
          call(runtime, host(checks), "TaggedTransactionQueue_validate_transaction", arguments);
      if (answer.get(0) != 0) {
        throw new IllegalStateException("a transfer is not valid: " + answer);
      }
    }
  }

  private void open(ChainRuntime runtime, StateHost host) {
    Bytes claim = BabePreDigestCodec.CODEC.encodeToBytes(new BabePreDigest.SecondaryPlain(0, SLOT));
    Digest digest = new Digest(List.of(new DigestItem.PreRuntime(Bytes.utf8("BABE"), claim)));
    Header opening = new Header(Hash256.ZERO, 1, Hash256.ZERO, Hash256.ZERO, digest);
    call(runtime, host, "Core_initialize_block", HeaderCodec.CODEC.encode(opening));
  }

  private Block build(ChainRuntime runtime, SignatureChecks checks) {
    StateHost host = host(checks);
    open(runtime, host);
    InherentData data = InherentData.EMPTY.with("timstap0", Codecs.U64, SLOT * 1_000);
    Bytes inherents =
        call(
            runtime,
            host,
            "BlockBuilder_inherent_extrinsics",
            InherentDataCodec.CODEC.encode(data));
    List<Bytes> body =
        new ArrayList<>(Codecs.list(Codecs.bytes(Integer.MAX_VALUE), 16).decodeAll(inherents));
    body.addAll(transfers);
    for (Bytes extrinsic : body) {
      byte[] argument = new ScaleWriter().bytes(extrinsic).toArray();
      Bytes result = call(runtime, host, "BlockBuilder_apply_extrinsic", argument);
      if (!result.equals(Bytes.wrap(new byte[2]))) {
        throw new IllegalStateException("an extrinsic failed: " + result);
      }
    }
    Bytes closed = call(runtime, host, "BlockBuilder_finalize_block", new byte[0]);
    host.overlay().update(StateVersion.V1);
    return new Block(HeaderCodec.CODEC.decodeAll(closed), body);
  }

  private void report(PrintStream out, String name, ChainRuntime runtime, int seconds) {
    // A third as long again to let the compiler settle.
    run(runtime, Math.max(1, seconds / 3));
    List<Measured> measured = run(runtime, seconds);
    out.printf(
        "%-7s %s   %s   %s   (%d blocks of %d)%n",
        name,
        rate("validate", measured, Measured::validate),
        rate("build", measured, Measured::build),
        rate("import", measured, Measured::imported),
        measured.size(),
        transfers.size());
  }

  private String rate(String step, List<Measured> measured, Function<Measured, Moment> duration) {
    double count = (double) measured.size() * transfers.size();
    long wall = measured.stream().mapToLong(m -> duration.apply(m).wallNanos()).sum();
    long processor = measured.stream().mapToLong(m -> duration.apply(m).processorNanos()).sum();
    return "%s %.0f/s (%.0f us of processor each)"
        .formatted(step, count * 1e9 / wall, processor / count / 1e3);
  }

  private List<Measured> run(ChainRuntime runtime, int seconds) {
    List<Measured> measured = new ArrayList<>();
    long end = System.nanoTime() + seconds * 1_000_000_000L;
    while (measured.isEmpty() || System.nanoTime() < end) {
      measured.add(measure(runtime));
    }
    return measured;
  }

  public static void main(String[] arguments) throws RefusedCode, TransactionRefused {
    int count = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000;
    int seconds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 15;
    String builds = arguments.length > 2 ? arguments[2] : "native,wasm";
    TransferBenchmark benchmark = new TransferBenchmark(count);
    if (builds.contains("native")) {
      benchmark.report(System.out, "native", benchmark.nativeRuntime, seconds);
    }
    if (builds.contains("wasm")) {
      ChainRuntime wasm = benchmark.wasm();
      benchmark.report(System.out, "wasm", wasm, seconds);
    }
  }
}
