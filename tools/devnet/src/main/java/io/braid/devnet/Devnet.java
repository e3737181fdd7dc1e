package io.braid.devnet;

import io.braid.chains.Blobs;
import io.braid.chains.relay.RelayRuntimeEntryPoints;
import io.braid.consensus.chain.BlockRef;
import io.braid.consensus.chain.ChainListener;
import io.braid.consensus.chain.Database;
import io.braid.consensus.chain.Genesis;
import io.braid.consensus.chain.MemoryDatabase;
import io.braid.consensus.grandpa.GrandpaConfig;
import io.braid.consensus.node.Role;
import io.braid.crypto.hash.Blake2b;
import io.braid.devnet.definition.NetworkDefinition;
import io.braid.executor.Executor;
import io.braid.executor.NativeRuntime;
import io.braid.executor.wasm.LargeFunctions;
import io.braid.executor.wasm.WasmRuntimes;
import io.braid.network.LocalNetwork;
import io.braid.primitives.Hash256;
import io.braid.rpc.RpcConfig;
import io.braid.rpc.node.NodeIdentity;
import io.braid.service.RelayNode;
import io.braid.storage.DatabaseRefused;
import io.braid.storage.RocksDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A running network in this process. */
public final class Devnet implements AutoCloseable {
  /** The runtimes that a definition may name. */
  public static final Set<String> RELAY_RUNTIMES = Set.of("relay");

  public static final Set<String> PARACHAIN_RUNTIMES = Set.of("template");

  private static final int CACHED_RUNTIMES = 8;

  private final List<RelayNode> relayNodes = new ArrayList<>();
  private final List<RocksDatabase> databases = new ArrayList<>();
  private final DevnetOptions options;
  private final DevnetListener listener;

  private Devnet(DevnetOptions options, DevnetListener listener) {
    this.options = options;
    this.listener = listener;
  }

  /**
   * Starts all nodes.
   *
   * @throws DatabaseRefused when a folder of the data cannot be used
   * @throws PortTaken when a node cannot listen
   */
  public static Devnet start(
      NetworkDefinition definition, DevnetOptions options, DevnetListener listener)
      throws DatabaseRefused, PortTaken {
    Devnet devnet = new Devnet(options, listener);
    boolean started = false;
    try {
      devnet.startRelayChain(definition);
      started = true;
    } finally {
      if (!started) {
        devnet.close();
      }
    }
    return devnet;
  }

  private void startRelayChain(NetworkDefinition definition) throws DatabaseRefused, PortTaken {
    NetworkDefinition.RelayChain relay = definition.relayChain();
    Genesis genesis = GenesisStates.relay(definition);
    Hash256 codeHash = Hash256.of(Blake2b.hash256(Blobs.of(relay.chain()).unsafeArray()));
    Executor executor =
        new Executor(
            options.execution(),
            List.of(new NativeRuntime(codeHash, RelayRuntimeEntryPoints::new)),
            new WasmRuntimes(CACHED_RUNTIMES, LargeFunctions.INTERPRET));
    GrandpaConfig grandpa =
        new GrandpaConfig(Duration.ofMillis(Math.min(1_000, relay.slotDurationMillis() / 4)));
    LocalNetwork network = new LocalNetwork();
    for (NetworkDefinition.Node definedNode : relay.nodes()) {
      RelayNode node =
          new RelayNode(
              definedNode.name(),
              definedNode.validator() ? Role.AUTHORITY : Role.FULL,
              genesis,
              database(definedNode.name()),
              executor,
              DevelopmentKeys.keystore(definedNode.name()),
              network,
              grandpa,
              bug -> listener.onBug(definedNode.name(), bug));
      relayNodes.add(node);
      serve(node, definedNode, relay.chain());
      listener.onNode(
          definedNode.name(),
          relay.chain(),
          definedNode.validator() ? "validator" : "full node",
          "ws://127.0.0.1:" + definedNode.wsPort());
    }
    watch(relayNodes.getFirst(), relay.chain());
    relayNodes.forEach(RelayNode::start);
  }

  private static void serve(RelayNode node, NetworkDefinition.Node defined, String chain)
      throws PortTaken {
    try {
      node.serve(
          RpcConfig.loopback(defined.wsPort()),
          new NodeIdentity(
              "Braid " + chain, "Local", "Braid", "0.1.0", 42, 12, "UNIT", defined.validator()));
    } catch (IOException e) {
      throw new PortTaken(defined.wsPort(), defined.name());
    }
  }

  private Database database(String node) throws DatabaseRefused {
    Optional<Path> folder = options.data().map(data -> data.resolve(node));
    if (folder.isEmpty()) {
      return new MemoryDatabase();
    }
    RocksDatabase database = RocksDatabase.open(folder.get());
    databases.add(database);
    return database;
  }

  private void watch(RelayNode node, String chain) {
    node.loop()
        .execute(() ->
            node.chain()
                .addListener(
                    new ChainListener() {
                      @Override
                      public void onBestChanged(
                          BlockRef best, List<BlockRef> retracted, List<BlockRef> enacted) {
                        listener.onBest(chain, best);
                      }

                      @Override
                      public void onFinalised(List<BlockRef> finalised, List<BlockRef> discarded) {
                        listener.onFinalised(chain, finalised.getLast());
                      }
                    }));
  }

  public List<RelayNode> relayNodes() {
    return List.copyOf(relayNodes);
  }

  @Override
  public void close() {
    relayNodes.forEach(RelayNode::close);
    databases.forEach(RocksDatabase::close);
  }
}
