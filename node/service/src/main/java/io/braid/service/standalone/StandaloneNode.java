package io.braid.service.standalone;

import io.braid.consensus.chain.Database;
import io.braid.consensus.chain.MemoryDatabase;
import io.braid.consensus.node.Role;
import io.braid.consensus.warp.WarpSync;
import io.braid.crypto.ed25519.Ed25519KeyPair;
import io.braid.network.LibP2pConfig;
import io.braid.network.LibP2pNetwork;
import io.braid.network.identity.Multiaddress;
import io.braid.rpc.RpcConfig;
import io.braid.rpc.client.RpcFailure;
import io.braid.rpc.node.HealthView;
import io.braid.rpc.node.NodeIdentity;
import io.braid.service.ChainWatch;
import io.braid.service.CollatorNode;
import io.braid.service.Execution;
import io.braid.service.NodeListener;
import io.braid.service.NodeSettings;
import io.braid.service.RelayNode;
import io.braid.service.RelayWatch;
import io.braid.service.World;
import io.braid.service.chainspec.ChainSpec;
import io.braid.service.chainspec.ChainSpecJson;
import io.braid.service.health.HealthRules;
import io.braid.service.metrics.WatchedChain;
import io.braid.storage.DatabaseRefused;
import io.braid.storage.RocksDatabase;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running node of a network of processes. */
public final class StandaloneNode implements AutoCloseable {
  /** What Substrate's nodes call the network of a chain that has no short name. */
  private static final String DEFAULT_PROTOCOL = "sup";

  private static final Logger LOG = LoggerFactory.getLogger(StandaloneNode.class);

  private final NodeConfig config;
  private final Execution execution;
  private final World world;
  private final NodeListener listener;
  private final List<AutoCloseable> opened = new ArrayList<>();
  private final List<LibP2pNetwork> networks = new ArrayList<>();
  private final List<WatchedChain> chains = new ArrayList<>();
  private final Watching watching;

  private StandaloneNode(
      NodeConfig config, Execution execution, World world, NodeListener listener) {
    this.config = config;
    this.execution = execution;
    this.world = world;
    this.listener = listener;
    watching = new Watching(config);
  }

  /**
   * Starts a node.
   *
   * @param world closed with the node
   * @throws CannotStart when a folder, a file or an address cannot be had; nothing is left open
   */
  public static StandaloneNode start(
      NodeConfig config, Execution execution, World world, NodeListener listener)
      throws CannotStart {
    StandaloneNode node = new StandaloneNode(config, execution, world, listener);
    boolean started = false;
    try {
      if (config.parachain().isPresent()) {
        node.startCollator(config.parachain().get());
      } else {
        node.startRelayNode();
      }
      started = true;
      return node;
    } catch (IllegalArgumentException e) {
      // A database of another chain, or a chain that has none of the consensus that it needs.
      throw new CannotStart("cannot run " + config.relay().spec().id() + ": " + e.getMessage());
    } finally {
      if (!started) {
        node.close();
      }
    }
  }

  /** Where others reach the node, each with its {@code /p2p/} part; of its own chain first. */
  public List<Multiaddress> addresses() {
    return networks.getLast().addresses();
  }

  /** Where the node's figures for Prometheus are, when it serves any. */
  public Optional<String> metricsUrl() {
    return watching.url();
  }

  private void startRelayNode() throws CannotStart {
    ChainConfig relay = config.relay();
    boolean validator = config.validator();
    RelayNode node =
        new RelayNode(
            settings(relay, validator),
            validator ? Role.AUTHORITY : Role.FULL,
            validator
                ? Optional.of(watching.sharedSecurity(execution.sandbox(), listener))
                : Optional.empty(),
            bug -> listener.onBug(config.name(), bug));
    opened.add(node);
    if (config.sync() == NodeConfig.Sync.WARP) {
      node.jumpFirst(WarpSync.MIN_GAP, outcome -> LOG.info("jump over many blocks: {}", outcome));
    }
    node.chain().addListener(new RelayWatch(node.chain(), relay.spec().id(), listener));
    watching.watch(node, chains);
    serve(relay.spec(), validator ? "validator" : "full node", node::serve);
    serveFigures(node.health(config.health()));
    node.start();
  }

  private void startCollator(ChainConfig parachain) throws CannotStart {
    CollatorNode node = collator(parachain);
    opened.add(node);
    node.chain().addListener(new ChainWatch(parachain.spec().id(), listener));
    // Its own chain first, which is opened last.
    watching.watch(node, chains.reversed());
    serve(parachain.spec(), "collator", node::serve);
    serveFigures(node.health(config.health()));
    node.start();
  }

  private CollatorNode collator(ChainConfig parachain) throws CannotStart {
    int paraId = parachain.spec().parachain().orElseThrow().id();
    NodeSettings relay = settings(config.relay(), false);
    NodeSettings own = settings(parachain, true);
    Consumer<Throwable> onBug = bug -> listener.onBug(config.name(), bug);
    if (config.relayNode().isEmpty()) {
      return new CollatorNode(paraId, relay, own, onBug);
    }
    URI url = config.relayNode().get();
    try {
      return CollatorNode.remote(paraId, url, relay, own, onBug);
    } catch (RpcFailure e) {
      throw new CannotStart(
          "cannot follow "
              + config.relay().spec().id()
              + " at "
              + url
              + ": "
              + e.getMessage()
              + "; name a node that runs with --relay-chain-rpc-url");
    }
  }

  private void serveFigures(HealthView health) throws CannotStart {
    opened.add(watching);
    watching.serve(health);
  }

  private NodeSettings settings(ChainConfig chain, boolean authority) throws CannotStart {
    for (String key : ChainSpecJson.unheeded(chain.spec())) {
      LOG.warn(
          "the specification of {} has '{}', on which Braid does not act", chain.spec().id(), key);
    }
    Optional<NodeFolder> folder = config.data().map(data -> NodeFolder.of(data, chain.spec().id()));
    boolean stored = config.relayNode().isEmpty() || chain != config.relay();
    // The network uses nothing of the node; the node uses the database until its last event.
    Database database = stored ? database(folder) : new MemoryDatabase();
    LibP2pNetwork network =
        listen(
            new LibP2pConfig(
                networkKey(folder),
                authority,
                chain.spec().protocolId().orElse(DEFAULT_PROTOCOL),
                ChainSpecJson.forkId(chain.spec()),
                chain.listen(),
                chain.bootnodes(),
                LibP2pConfig.PeerLimits.DEFAULT));
    networks.add(network);
    opened.add(network);
    chains.add(
        new WatchedChain(
            chain.spec().id(),
            network::traffic,
            database instanceof RocksDatabase onDisk
                ? Optional.of(onDisk::sizeBytes)
                : Optional.empty()));
    return new NodeSettings(
        config.name(),
        chain.genesis(),
        database,
        config.pruning(),
        execution.runtimes(),
        config.keys(),
        network,
        world);
  }

  private Database database(Optional<NodeFolder> folder) throws CannotStart {
    if (folder.isEmpty()) {
      return new MemoryDatabase();
    }
    try {
      RocksDatabase database = RocksDatabase.open(folder.get().database());
      opened.add(database);
      return database;
    } catch (DatabaseRefused e) {
      throw new CannotStart(e.getMessage() + ", or choose another folder with --data");
    }
  }

  private static Ed25519KeyPair networkKey(Optional<NodeFolder> folder) throws CannotStart {
    if (folder.isPresent()) {
      return folder.get().openNetworkKey();
    }
    byte[] seed = new byte[Ed25519KeyPair.SEED_SIZE];
    new SecureRandom().nextBytes(seed);
    return Ed25519KeyPair.fromSeed(seed);
  }

  private static LibP2pNetwork listen(LibP2pConfig network) throws CannotStart {
    try {
      return LibP2pNetwork.listen(network);
    } catch (IOException e) {
      throw new CannotStart(
          "cannot listen on "
              + network.listen()
              + ": "
              + e.getMessage()
              + "; choose another address with --listen");
    }
  }

  private interface Server {
    InetSocketAddress serve(RpcConfig config, NodeIdentity identity, HealthRules rules)
        throws IOException;
  }

  private void serve(ChainSpec spec, String role, Server server) throws CannotStart {
    NodeIdentity identity =
        new NodeIdentity(
            spec.name(),
            spec.chainType(),
            NodeIdentity.IMPLEMENTATION,
            NodeIdentity.VERSION,
            spec.properties().ss58Format(),
            spec.properties().tokenDecimals(),
            spec.properties().tokenSymbol(),
            config.validator() || config.parachain().isPresent());
    try {
      InetSocketAddress at = server.serve(config.rpc(), identity, config.health());
      listener.onNode(config.name(), spec.id(), role, "ws://" + Addresses.text(at));
    } catch (IOException e) {
      throw new CannotStart(
          "cannot serve JSON-RPC on "
              + Addresses.text(config.rpc().address())
              + ": "
              + (e.getCause() == null ? e.getMessage() : e.getCause().getMessage())
              + "; choose another with --rpc-port, or another address with --rpc-listen");
    }
  }

  /** Stops the node; what is stored is complete at any time. */
  @Override
  public void close() {
    for (AutoCloseable each : opened.reversed()) {
      try {
        each.close();
      } catch (Exception e) {
        throw new IllegalStateException("closing " + each + " failed", e);
      }
    }
    world.close();
  }
}
