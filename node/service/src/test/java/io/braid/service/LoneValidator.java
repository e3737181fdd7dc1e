package io.braid.service;

import io.braid.chains.relay.RelayGenesis;
import io.braid.chains.relay.RelayKeys;
import io.braid.chains.relay.RelayRuntime;
import io.braid.chains.relay.RelayRuntimeEntryPoints;
import io.braid.consensus.chain.BlockRef;
import io.braid.consensus.chain.Chain;
import io.braid.consensus.chain.ChainListener;
import io.braid.consensus.chain.ChainSettings;
import io.braid.consensus.chain.Database;
import io.braid.consensus.chain.ForkChoice;
import io.braid.consensus.chain.Genesis;
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
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.storage.RocksDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The only validator of a chain, with short slots, so that it finalises what it builds. As a
 * process, it says on its output what it sends to a peer that never answers, and what is final.
 */
final class LoneValidator {
  private static final KeyPair AUTHOR = KeyPair.of(KeyScheme.SR25519, "//Alice");
  private static final KeyPair VOTER = KeyPair.of(KeyScheme.ED25519, "//Alice");
  private static final KeyPair BEEFY = KeyPair.of(KeyScheme.ECDSA, "//Alice");
  private static final PeerId PEER = new PeerId("peer");
  private static final long SLOT_MILLIS = 200;

  /** Any bytes will do: the native runtime is found by their hash. */
  private static final Bytes CODE = Bytes.utf8("the relay chain's runtime, run natively");

  private LoneValidator() {}

  /** The chain as a database has it; keeps some states only. */
  static Chain open(Database database, long epochSlots) {
    Executor executor =
        new Executor(
            ExecutionStrategy.NATIVE,
            List.of(
                new NativeRuntime(
                    Hash256.of(Blake2b.hash256(CODE.unsafeArray())), RelayRuntimeEntryPoints::new)),
            new WasmRuntimes(1, LargeFunctions.REFUSE));
    return Chain.open(
        database,
        executor,
        genesis(epochSlots),
        new ChainSettings(new StatePruning.Window(4), Runnable::run, ForkChoice.HEAVIEST));
  }

  private static Genesis genesis(long epochSlots) {
    Bytes key = AUTHOR.publicKey();
    RelayGenesis genesis =
        new RelayGenesis(
            SLOT_MILLIS,
            epochSlots,
            List.of(
                new KeysOf<>(
                    AUTHOR.accountId(),
                    new RelayKeys(VOTER.publicKey(), key, key, key, key, BEEFY.publicKey()))),
            new TreeMap<>(Map.of(AUTHOR.accountId(), RelayRuntime.UNIT.multiply(1_000))),
            Optional.of(AUTHOR.accountId()));
    return Genesis.writtenBy(host -> genesis.write(host, CODE));
  }

  /** Starts it on a thread of its own. */
  static void start(Chain chain, NodeThread thread, Network network) {
    MemoryKeystore keys =
        new MemoryKeystore(NonceEntropy.NONE)
            .with("babe", AUTHOR)
            .with("gran", VOTER)
            .with("beef", BEEFY);
    World world = new RealWorld();
    Node node =
        new Node(
            chain,
            new NodePorts(network, thread, world.clock(), keys, world.random()),
            Role.AUTHORITY,
            List.of(InherentDataProvider.TIMESTAMP),
            new GrandpaConfig(Duration.ofMillis(20)));
    thread.execute(() -> {
      node.onConnected(PEER, chain.genesis());
      node.start();
    });
  }

  /** A peer that hears everything and answers nothing. */
  static Network peer(Consumer<String> hears) {
    return new Network() {
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
        return List.of(PEER);
      }

      @Override
      public void send(PeerId peer, Protocol protocol, Bytes message) {
        hears.accept(protocol + " " + message.hex());
      }

      @Override
      public void request(
          PeerId peer, Protocol protocol, Bytes request, Consumer<Optional<Bytes>> answer) {}

      @Override
      public void report(PeerId peer, String reason) {}
    };
  }

  /** The process: {@code folder}. */
  public static void main(String[] arguments) throws Exception {
    Chain chain = open(RocksDatabase.open(Path.of(arguments[0])), 10);
    chain.addListener(
        new ChainListener() {
          @Override
          public void onFinalised(List<BlockRef> finalised, List<BlockRef> discarded) {
            BlockRef last = finalised.getLast();
            System.out.println("FINAL " + last.number() + " " + last.hash().hex());
          }
        });
    NodeThread thread = new NodeLoop("validator", bug -> Runtime.getRuntime().halt(3));
    start(chain, thread, peer(System.out::println));
    Thread.sleep(Duration.ofMinutes(2));
    thread.close();
  }
}
