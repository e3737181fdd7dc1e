package io.braid.devnet;

import io.braid.consensus.chain.Chain;
import io.braid.consensus.chain.Database;
import io.braid.consensus.chain.Genesis;
import io.braid.consensus.chain.MemoryDatabase;
import io.braid.consensus.node.Role;
import io.braid.devnet.definition.NetworkDefinition;
import io.braid.devnet.definition.NetworkDefinition.ParachainSource;
import io.braid.executor.wasm.CompiledCodeCache;
import io.braid.network.LocalNetwork;
import io.braid.rpc.RpcConfig;
import io.braid.rpc.node.NodeIdentity;
import io.braid.service.BackedCandidates;
import io.braid.service.ChainWatch;
import io.braid.service.CollatorNode;
import io.braid.service.Execution;
import io.braid.service.NodeListener;
import io.braid.service.NodeSettings;
import io.braid.service.RelayNode;
import io.braid.service.RelayWatch;
import io.braid.service.SharedSecurity;
import io.braid.service.World;
import io.braid.service.chainspec.ChainSpec;
import io.braid.service.health.HealthRules;
import io.braid.storage.CompiledCodeFolder;
import io.braid.storage.DatabaseRefused;
import io.braid.storage.RocksDatabase;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A running network in this process, on real threads or in a simulation. */
public final class Devnet implements AutoCloseable {
  /** The runtimes that a definition may name. */
  public static final Set<String> RELAY_RUNTIMES = Set.of(BuiltRuntimes.RELAY);

  public static final Set<String> PARACHAIN_RUNTIMES = ParachainRuntime.names();

  private final NetworkDefinition definition;
  private final DevnetOptions options;
  private final NodeListener listener;
  private final List<RelayNode> relayNodes = new ArrayList<>();
  private final List<CollatorNode> collators = new ArrayList<>();
  private final List<RocksDatabase> databases = new ArrayList<>();
  private final World world;
  private final Execution execution;
  private final LocalNetwork relayNetwork = new LocalNetwork();
  private final Duration slot;

  private Devnet(
      NetworkDefinition definition, DevnetOptions options, World world, NodeListener listener) {
    this.definition = definition;
    this.options = options;
    this.world = world;
    this.listener = listener;
    execution =
        Execution.of(
            options.execution(),
            BuiltRuntimes.natives(),
            options
                .compiledCode()
                .<CompiledCodeCache>map(folder -> new CompiledCodeFolder(folder, world.clock()))
                .orElse(CompiledCodeCache.NONE));
    slot = Duration.ofMillis(definition.relayChain().slotDurationMillis());
  }

  /**
   * Starts all nodes.
   *
   * @param world closed with the network
   * @throws GenesisRefused when a chain specification that the definition names is of no use
   * @throws DatabaseRefused when a folder of the data cannot be used
   * @throws PortTaken when a node cannot listen
   */
  public static Devnet start(
      NetworkDefinition definition, DevnetOptions options, World world, NodeListener listener)
      throws GenesisRefused, DatabaseRefused, PortTaken {
    Devnet devnet = new Devnet(definition, options, world, listener);
    boolean started = false;
    try {
      devnet.build();
      started = true;
    } finally {
      if (!started) {
        devnet.close();
      }
    }
    devnet.relayNodes.forEach(RelayNode::start);
    devnet.collators.forEach(CollatorNode::start);
    return devnet;
  }

  private void build() throws GenesisRefused, DatabaseRefused, PortTaken {
    NetworkGenesis genesis = NetworkGenesis.of(definition, execution.runtimes());
    for (NetworkDefinition.Node node : definition.relayChain().nodes()) {
      addRelayNode(node, genesis.relay());
    }
    for (NetworkDefinition.Parachain parachain : definition.parachains()) {
      Genesis parachainGenesis = genesis.parachain(parachain.id());
      LocalNetwork network = new LocalNetwork();
      for (NetworkDefinition.Node node : parachain.collators()) {
        addCollator(
            parachain,
            node,
            settings(node, "-relay", genesis.relay(), relayNetwork),
            settings(node, "", parachainGenesis, network));
      }
    }
    watch();
  }

  private NodeSettings settings(
      NetworkDefinition.Node node, String folderSuffix, Genesis genesis, LocalNetwork network)
      throws DatabaseRefused {
    return new NodeSettings(
        node.name(),
        genesis,
        database(node.name() + folderSuffix),
        options.pruning(),
        execution.runtimes(),
        DevelopmentKeys.keystore(node.account(), world.entropy()),
        network,
        world);
  }

  private void addRelayNode(NetworkDefinition.Node defined, Genesis genesis)
      throws DatabaseRefused, PortTaken {
    String chain = definition.relayChain().chain();
    RelayNode node =
        new RelayNode(
            settings(defined, "", genesis, relayNetwork),
            defined.validator() ? Role.AUTHORITY : Role.FULL,
            defined.validator() && !definition.parachains().isEmpty()
                ? Optional.of(sharedSecurity())
                : Optional.empty(),
            bug -> listener.onBug(defined.name(), bug));
    relayNodes.add(node);
    serve(
        defined,
        chain,
        ChainSpec.Properties.DEFAULT,
        defined.validator() ? "validator" : "full node",
        node::serve);
  }

  private SharedSecurity sharedSecurity() {
    // Every validator sees every candidate: one of them is enough to count by.
    boolean counts = relayNodes.isEmpty();
    return new SharedSecurity(
        execution.sandbox(),
        new BackedCandidates(counts ? Optional.of(listener) : Optional.empty()));
  }

  private void addCollator(
      NetworkDefinition.Parachain parachain,
      NetworkDefinition.Node defined,
      NodeSettings relaySettings,
      NodeSettings parachainSettings)
      throws PortTaken {
    CollatorNode node =
        new CollatorNode(
            parachain.id(),
            relaySettings,
            parachainSettings,
            bug -> listener.onBug(defined.name(), bug));
    collators.add(node);
    serve(defined, parachain.name(), properties(parachain), "collator", node::serve);
  }

  private static ChainSpec.Properties properties(NetworkDefinition.Parachain parachain) {
    return switch (parachain.source()) {
      case ParachainSource.Built built -> ChainSpec.Properties.DEFAULT;
      case ParachainSource.Specified(ChainSpec spec) -> spec.properties();
    };
  }

  private interface Server {
    InetSocketAddress serve(RpcConfig config, NodeIdentity identity, HealthRules rules)
        throws IOException;
  }

  private void serve(
      NetworkDefinition.Node defined,
      String chain,
      ChainSpec.Properties properties,
      String role,
      Server server)
      throws PortTaken {
    if (defined.wsPort() == 0) {
      listener.onNode(defined.name(), chain, role, "none");
      return;
    }
    NodeIdentity identity =
        new NodeIdentity(
            "Braid " + chain,
            "Local",
            NodeIdentity.IMPLEMENTATION,
            NodeIdentity.VERSION,
            properties.ss58Format(),
            properties.tokenDecimals(),
            properties.tokenSymbol(),
            defined.validator());
    try {
      server.serve(RpcConfig.loopback(defined.wsPort()), identity, HealthRules.DEFAULT);
    } catch (IOException e) {
      throw new PortTaken(defined.wsPort(), defined.name());
    }
    listener.onNode(defined.name(), chain, role, "ws://127.0.0.1:" + defined.wsPort());
  }

  private Database database(String name) throws DatabaseRefused {
    Optional<Path> folder = options.data().map(data -> data.resolve(name));
    if (folder.isEmpty()) {
      return new MemoryDatabase();
    }
    RocksDatabase database = RocksDatabase.open(folder.get());
    databases.add(database);
    return database;
  }

  /** Listens to the first node of every chain. */
  private void watch() {
    RelayNode relay = relayNodes.getFirst();
    relay
        .chain()
        .addListener(new RelayWatch(relay.chain(), definition.relayChain().chain(), listener));
    int next = 0;
    for (NetworkDefinition.Parachain parachain : definition.parachains()) {
      Chain chain = collators.get(next).chain();
      chain.addListener(new ChainWatch(parachain.name(), listener));
      next += parachain.collators().size();
    }
  }

  /** The collators, in the order of the definition. */
  public List<CollatorNode> collators() {
    return Collections.unmodifiableList(collators);
  }

  @Override
  public void close() {
    collators.forEach(CollatorNode::close);
    relayNodes.forEach(RelayNode::close);
    world.close();
    databases.forEach(RocksDatabase::close);
  }
}
