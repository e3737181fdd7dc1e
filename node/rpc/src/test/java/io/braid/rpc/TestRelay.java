package io.braid.rpc;

import io.braid.chains.relay.RelayGenesis;
import io.braid.chains.relay.RelayKeys;
import io.braid.chains.relay.RelayRuntime;
import io.braid.chains.relay.RelayRuntimeEntryPoints;
import io.braid.consensus.chain.Chain;
import io.braid.consensus.chain.ChainSettings;
import io.braid.consensus.chain.ForkChoice;
import io.braid.consensus.chain.Genesis;
import io.braid.consensus.chain.MemoryDatabase;
import io.braid.consensus.chain.StatePruning;
import io.braid.consensus.grandpa.GrandpaConfig;
import io.braid.consensus.importing.InherentDataProvider;
import io.braid.consensus.keys.MemoryKeystore;
import io.braid.consensus.node.Node;
import io.braid.consensus.node.NodePorts;
import io.braid.consensus.node.Role;
import io.braid.consensus.ports.Network;
import io.braid.consensus.ports.PeerId;
import io.braid.consensus.ports.Protocol;
import io.braid.crypto.NonceEntropy;
import io.braid.crypto.hash.Blake2b;
import io.braid.crypto.keys.KeyPair;
import io.braid.crypto.keys.KeyScheme;
import io.braid.executor.ExecutionStrategy;
import io.braid.executor.Executor;
import io.braid.executor.NativeRuntime;
import io.braid.executor.wasm.LargeFunctions;
import io.braid.executor.wasm.WasmRuntimes;
import io.braid.pallets.session.KeysOf;
import io.braid.primitives.AccountId;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.primitives.U128;
import io.braid.rpc.node.Health;
import io.braid.rpc.node.NodeHandle;
import io.braid.rpc.node.NodeIdentity;
import io.braid.rpc.node.PeerView;
import io.braid.rpc.node.TransactionPort;
import io.braid.rpc.protocol.RpcLimits;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A relay chain of one validator, Alice, in memory and on real time, with its RPC server. She and
 * Bob have 1,000 units each.
 */
public final class TestRelay implements AutoCloseable {
  static final KeyPair ALICE = KeyPair.of(KeyScheme.SR25519, "//Alice");
  static final KeyPair BOB = KeyPair.of(KeyScheme.SR25519, "//Bob");

  private static final KeyPair VOTER = KeyPair.of(KeyScheme.ED25519, "//Alice");
  private static final KeyPair BEEFY = KeyPair.of(KeyScheme.ECDSA, "//Alice");
  private static final long SLOT_MILLIS = 500;
  private static final Bytes CODE = Bytes.utf8("the relay chain's runtime, run natively");

  /** Not zeros: they make no ECDSA key. */
  private static final NonceEntropy FEW = bytes -> Arrays.fill(bytes, (byte) 7);

  private volatile Health health = new Health(0, false, false, List.of());
  private final Node node;
  private final NodeHandle handle;
  private final RpcServer server;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("node").daemon().stackSize(16 << 20).factory());

  private TestRelay(RpcConfig config, StatePruning pruning) throws IOException {
    MemoryKeystore keys =
        new MemoryKeystore(FEW).with("babe", ALICE).with("gran", VOTER).with("beef", BEEFY);
    Chain chain =
        Chain.open(
            new MemoryDatabase(),
            executor(),
            genesis(),
            new ChainSettings(pruning, Runnable::run, ForkChoice.HEAVIEST));
    NodePorts ports =
        new NodePorts(
            new Alone(),
            (delay, task) -> thread.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS),
            InstantSource.system(),
            keys,
            new Random(1));
    node =
        new Node(
            chain,
            ports,
            Role.AUTHORITY,
            List.of(InherentDataProvider.TIMESTAMP),
            new GrandpaConfig(Duration.ofMillis(100)));
    NodeIdentity identity =
        new NodeIdentity("Braid Test", "Development", "Braid", "0.1.0", 42, 12, "UNIT", true);
    handle =
        new NodeHandle(
            chain,
            thread,
            TransactionPort.of(node),
            PeerView.NONE,
            () -> CompletableFuture.completedFuture(health),
            keys,
            identity);
    server = RpcServer.start(config, handle);
  }

  /** A chain that stays at block 0 but for what the test inserts. */
  public static TestRelay still(RpcLimits limits) throws IOException {
    return new TestRelay(RpcConfig.loopback(0).withLimits(limits), StatePruning.ARCHIVE);
  }

  /** As {@link #still}, with a server that listens otherwise. */
  static TestRelay still(RpcConfig config) throws IOException {
    return new TestRelay(config, StatePruning.ARCHIVE);
  }

  /** How the node says that it is, from now on. */
  void health(Health found) {
    health = found;
  }

  /** As {@link #still}, but old states are dropped. */
  static TestRelay pruned() throws IOException {
    return new TestRelay(RpcConfig.loopback(0), StatePruning.DEFAULT);
  }

  /** A chain with a block each half second. */
  static TestRelay live() throws IOException {
    TestRelay relay = new TestRelay(RpcConfig.loopback(0), StatePruning.ARCHIVE);
    relay.thread.execute(relay.node::start);
    return relay;
  }

  public NodeHandle handle() {
    return handle;
  }

  public Chain chain() {
    return node.chain();
  }

  InetSocketAddress address() {
    return server.address();
  }

  int port() {
    return server.address().getPort();
  }

  /** Does something on the node's thread, and waits for it. */
  void onNode(Runnable task) {
    CompletableFuture.runAsync(task, thread).join();
  }

  private static Executor executor() {
    Hash256 codeHash = Hash256.of(Blake2b.hash256(CODE.unsafeArray()));
    return new Executor(
        ExecutionStrategy.NATIVE,
        List.of(new NativeRuntime(codeHash, RelayRuntimeEntryPoints::new)),
        new WasmRuntimes(1, LargeFunctions.REFUSE));
  }

  private static Genesis genesis() {
    TreeMap<AccountId, U128> balances = new TreeMap<>();
    balances.put(ALICE.accountId(), RelayRuntime.UNIT.multiply(1_000));
    balances.put(BOB.accountId(), RelayRuntime.UNIT.multiply(1_000));
    Bytes key = ALICE.publicKey();
    return Genesis.writtenBy(host ->
        new RelayGenesis(
                SLOT_MILLIS,
                100,
                List.of(
                    new KeysOf<>(
                        ALICE.accountId(),
                        new RelayKeys(VOTER.publicKey(), key, key, key, key, BEEFY.publicKey()))),
                balances,
                Optional.of(ALICE.accountId()),
                List.of(),
                List.of())
            .write(host, CODE));
  }

  @Override
  public void close() {
    server.close();
    thread.shutdownNow();
  }

  /** No peers. */
  private static final class Alone implements Network {
    @Override
    public PeerId self() {
      return new PeerId("alone");
    }

    @Override
    public Optional<PeerId> authority(Bytes discoveryKey) {
      return Optional.empty();
    }

    @Override
    public List<PeerId> peers() {
      return List.of();
    }

    @Override
    public void send(PeerId peer, Protocol protocol, Bytes message) {}

    @Override
    public void request(
        PeerId peer, Protocol protocol, Bytes request, Consumer<Optional<Bytes>> answer) {}

    @Override
    public void report(PeerId peer, String reason) {}
  }
}
