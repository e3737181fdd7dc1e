package io.braid.consensus.node;

import io.braid.chains.relay.RelayGenesis;
import io.braid.chains.relay.RelayKeys;
import io.braid.chains.relay.RelayRuntime;
import io.braid.chains.relay.RelayRuntimeEntryPoints;
import io.braid.consensus.chain.Chain;
import io.braid.consensus.chain.ChainSettings;
import io.braid.consensus.chain.Database;
import io.braid.consensus.chain.Genesis;
import io.braid.consensus.chain.MemoryDatabase;
import io.braid.consensus.grandpa.GrandpaConfig;
import io.braid.consensus.importing.InherentDataProvider;
import io.braid.consensus.keys.MemoryKeystore;
import io.braid.consensus.ports.Network;
import io.braid.consensus.ports.PeerId;
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
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Validators of a relay chain, in a simulated world, running the native runtime. */
final class RelayNetwork {
  static final long START_MILLIS = 1_700_000_000_000L;

  /** Any bytes will do: the native runtime is found by their hash. */
  private static final Bytes NATIVE_ONLY = Bytes.utf8("the relay chain's runtime, run natively");

  final SimulatedWorld world;
  final List<Node> nodes = new ArrayList<>();
  final long slotMillis;
  private final Genesis genesis;
  private final Bytes code;

  RelayNetwork(int validators, long seed, double loss, long slotMillis, long epochSlots) {
    this(NATIVE_ONLY, validators, seed, loss, slotMillis, epochSlots);
  }

  /** A network whose chain holds {@code code} as its runtime. */
  RelayNetwork(
      Bytes code, int validators, long seed, double loss, long slotMillis, long epochSlots) {
    this(code, validators, new SimulatedWorld(START_MILLIS, seed, loss), slotMillis, epochSlots);
    for (int i = 0; i < validators; i++) {
      add(i, new MemoryDatabase(), Role.AUTHORITY);
    }
  }

  /** A network that nobody has joined yet. */
  RelayNetwork(int validators, SimulatedWorld world, long slotMillis, long epochSlots) {
    this(NATIVE_ONLY, validators, world, slotMillis, epochSlots);
  }

  private RelayNetwork(
      Bytes code, int validators, SimulatedWorld world, long slotMillis, long epochSlots) {
    this.code = code;
    this.world = world;
    this.slotMillis = slotMillis;
    genesis = genesis(code, validators, slotMillis, epochSlots);
  }

  static KeyPair account(int index) {
    return KeyPair.of(KeyScheme.SR25519, "//Validator//" + index);
  }

  static KeyPair voter(int index) {
    return KeyPair.of(KeyScheme.ED25519, "//Validator//" + index);
  }

  static KeyPair beefy(int index) {
    return KeyPair.of(KeyScheme.ECDSA, "//Validator//" + index);
  }

  /** A key that every validator has in store, for a change of keys. */
  static KeyPair nextVoter(int index) {
    return KeyPair.of(KeyScheme.ED25519, "//Validator//" + index + "//next");
  }

  Node add(int index, Database database, Role role) {
    return add("node" + index, index, database, role);
  }

  /** Adds a node with the keys of a validator, under a name of its own. */
  Node add(String name, int index, Database database, Role role) {
    return add(name, index, database, role, ExecutionStrategy.NATIVE);
  }

  Node add(String name, int index, Database database, Role role, ExecutionStrategy execution) {
    PeerId self = new PeerId(name);
    Chain chain = open(database, ChainSettings.ARCHIVE, execution);
    Node node = node(chain, index, role, world.network(self), world);
    nodes.add(node);
    world.join(self, node);
    return node;
  }

  /** The network's chain as a database has it. */
  Chain open(Database database, ChainSettings settings, ExecutionStrategy execution) {
    return Chain.open(database, executor(execution), genesis, settings);
  }

  /** The extrinsic by which a validator takes {@link #nextVoter} for its GRANDPA key. */
  Bytes changeOfVoter(int index) {
    return changeOfVoter(nodes.getFirst().chain(), index);
  }

  Bytes changeOfVoter(Chain chain, int index) {
    Hash256 first = chain.genesis().hash();
    Bytes session = account(index).publicKey();
    Bytes keys =
        Bytes.concat(
            nextVoter(index).publicKey(),
            session,
            session,
            session,
            session,
            beefy(index).publicKey());
    return Extrinsics.sign(
        account(index),
        0,
        0,
        Extrinsics.setKeys(keys),
        first,
        chain.runtimeVersion(first).orElseThrow().specVersion());
  }

  /** Whether no two nodes have finalised different blocks. */
  boolean agrees() {
    for (Node a : nodes) {
      for (Node b : nodes) {
        int shared = Math.min(a.chain().finalised().number(), b.chain().finalised().number());
        if (!a.chain().hashAt(shared).equals(b.chain().hashAt(shared))) {
          return false;
        }
      }
    }
    return true;
  }

  int leastFinalised() {
    return nodes.stream().mapToInt(n -> n.chain().finalised().number()).min().orElseThrow();
  }

  /** A node with the keys of a validator; it has yet to join. */
  Node node(Chain chain, int index, Role role, Network network, InstantSource clock) {
    MemoryKeystore keys =
        new MemoryKeystore(NonceEntropy.NONE)
            .with("babe", account(index))
            .with("gran", voter(index))
            .with("gran", nextVoter(index))
            .with("beef", beefy(index));
    return new Node(
        chain,
        new NodePorts(network, world.timers(), clock, keys, world.random()),
        role,
        List.of(InherentDataProvider.TIMESTAMP),
        new GrandpaConfig(Duration.ofMillis(300)));
  }

  private Executor executor(ExecutionStrategy execution) {
    Hash256 codeHash = Hash256.of(Blake2b.hash256(code.unsafeArray()));
    return new Executor(
        execution,
        List.of(new NativeRuntime(codeHash, RelayRuntimeEntryPoints::new)),
        new WasmRuntimes(1, LargeFunctions.REFUSE));
  }

  private static Genesis genesis(Bytes code, int validators, long slotMillis, long epochSlots) {
    List<KeysOf<RelayKeys>> sessions = new ArrayList<>();
    TreeMap<AccountId, U128> balances = new TreeMap<>();
    for (int i = 0; i < validators; i++) {
      AccountId account = account(i).accountId();
      Bytes key = account.bytes();
      balances.put(account, RelayRuntime.UNIT.multiply(1_000));
      sessions.add(
          new KeysOf<>(
              account,
              new RelayKeys(voter(i).publicKey(), key, key, key, key, beefy(i).publicKey())));
    }
    return Genesis.writtenBy(host ->
        new RelayGenesis(
                slotMillis,
                epochSlots,
                sessions,
                balances,
                Optional.of(account(0).accountId()),
                List.of(),
                List.of())
            .write(host, code));
  }
}
