package io.braid.service;

import io.braid.chains.Blobs;
import io.braid.chains.relay.RelayGenesis;
import io.braid.chains.relay.RelayKeys;
import io.braid.chains.relay.RelayRuntime;
import io.braid.chains.relay.RelayRuntimeEntryPoints;
import io.braid.consensus.chain.Genesis;
import io.braid.consensus.chain.MemoryDatabase;
import io.braid.consensus.chain.StatePruning;
import io.braid.consensus.keys.MemoryKeystore;
import io.braid.consensus.node.Role;
import io.braid.consensus.warp.WarpOutcome;
import io.braid.crypto.NonceEntropy;
import io.braid.crypto.ed25519.Ed25519KeyPair;
import io.braid.crypto.hash.Blake2b;
import io.braid.crypto.keys.KeyPair;
import io.braid.crypto.keys.KeyScheme;
import io.braid.executor.ExecutionStrategy;
import io.braid.executor.Executor;
import io.braid.executor.NativeRuntime;
import io.braid.executor.wasm.LargeFunctions;
import io.braid.executor.wasm.WasmRuntimes;
import io.braid.network.LibP2pConfig;
import io.braid.network.LibP2pNetwork;
import io.braid.network.identity.Multiaddress;
import io.braid.pallets.session.KeysOf;
import io.braid.primitives.AccountId;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.primitives.U128;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/**
 * Validators of one relay chain, each with a network of its own, that find each other over loopback
 * sockets.
 */
final class RelayValidators implements AutoCloseable {
  static final List<String> NAMES = List.of("//Alice", "//Bob", "//Charlie", "//Dave");
  static final U128 BALANCE = RelayRuntime.UNIT.multiply(1_000);
  private static final long SLOT_MILLIS = 500;
  private static final long EPOCH_SLOTS = 10;

  final List<RelayNode> nodes = new ArrayList<>();
  final List<LibP2pNetwork> networks = new ArrayList<>();
  final Queue<Throwable> bugs = new ConcurrentLinkedQueue<>();
  final Genesis genesis;
  private final World world = new RealWorld();
  private final Executor executor;
  private final boolean row;

  /** Starts the first {@code count} of {@link #NAMES}, with the first as everybody's bootnode. */
  RelayValidators(int count) throws IOException {
    this(count, false);
  }

  /** Each knows the one before it, and dials but one peer of its own choice. */
  static RelayValidators inARow(int count) throws IOException {
    return new RelayValidators(count, true);
  }

  private RelayValidators(int count, boolean row) throws IOException {
    this.row = row;
    List<String> names = NAMES.subList(0, count);
    Bytes code = Blobs.of("relay");
    genesis = genesis(names, code);
    executor =
        new Executor(
            ExecutionStrategy.NATIVE,
            List.of(
                new NativeRuntime(
                    Hash256.of(Blake2b.hash256(code.unsafeArray())), RelayRuntimeEntryPoints::new)),
            new WasmRuntimes(1, LargeFunctions.REFUSE));
    for (String name : names) {
      nodes.add(make(name, Role.AUTHORITY));
    }
    nodes.forEach(RelayNode::start);
  }

  /** Adds a node without a part in consensus, and with nothing but the genesis. */
  RelayNode join(int minGap, Consumer<WarpOutcome> listener) throws IOException {
    RelayNode node = make("//Late", Role.FULL);
    nodes.add(node);
    node.jumpFirst(minGap, listener);
    node.start();
    return node;
  }

  private RelayNode make(String name, Role role) throws IOException {
    byte[] seed = new byte[32];
    Arrays.fill(seed, (byte) (networks.size() + 1));
    List<Multiaddress> bootnodes = new ArrayList<>();
    if (!networks.isEmpty()) {
      LibP2pNetwork known = row ? networks.getLast() : networks.getFirst();
      bootnodes.add(known.addresses().getFirst());
    }
    LibP2pNetwork network =
        LibP2pNetwork.listen(
            new LibP2pConfig(
                Ed25519KeyPair.fromSeed(seed),
                true,
                "braid",
                Optional.empty(),
                List.of(address("/ip4/127.0.0.1/tcp/0")),
                bootnodes,
                row
                    ? new LibP2pConfig.PeerLimits(64, 64, 1, 32, 0)
                    : LibP2pConfig.PeerLimits.DEFAULT));
    networks.add(network);
    NodeSettings settings =
        new NodeSettings(
            name,
            genesis,
            new MemoryDatabase(),
            StatePruning.DEFAULT,
            executor,
            keys(name),
            network,
            world);
    return new RelayNode(settings, role, Optional.empty(), bugs::add);
  }

  static MemoryKeystore keys(String name) {
    return new MemoryKeystore(NonceEntropy.NONE)
        .with("audi", sr25519(name))
        .with("babe", sr25519(name))
        .with("gran", ed25519(name))
        .with("beef", ecdsa(name));
  }

  static Multiaddress address(String text) {
    return switch (Multiaddress.parse(text)) {
      case Multiaddress.Parsed.Address(Multiaddress address) -> address;
      case Multiaddress.Parsed.Refused(String reason) -> throw new IllegalArgumentException(reason);
    };
  }

  static KeyPair sr25519(String name) {
    return KeyPair.of(KeyScheme.SR25519, name);
  }

  private static KeyPair ed25519(String name) {
    return KeyPair.of(KeyScheme.ED25519, name);
  }

  private static KeyPair ecdsa(String name) {
    return KeyPair.of(KeyScheme.ECDSA, name);
  }

  static Genesis genesis(List<String> names, Bytes code) {
    TreeMap<AccountId, U128> balances = new TreeMap<>();
    List<KeysOf<RelayKeys>> sessions = new ArrayList<>();
    for (String name : names) {
      Bytes key = sr25519(name).publicKey();
      balances.put(sr25519(name).accountId(), BALANCE);
      sessions.add(
          new KeysOf<>(
              sr25519(name).accountId(),
              new RelayKeys(
                  ed25519(name).publicKey(), key, key, key, key, ecdsa(name).publicKey())));
    }
    return Genesis.writtenBy(host ->
        new RelayGenesis(
                SLOT_MILLIS, EPOCH_SLOTS, sessions, balances, Optional.of(balances.firstKey()))
            .write(host, code));
  }

  int finalised(int node) {
    RelayNode of = nodes.get(node);
    return of.thread().ask(() -> of.chain().finalised().number()).join();
  }

  @Override
  public void close() {
    nodes.forEach(RelayNode::close);
    world.close();
  }
}
