package io.braid.devnet;

import io.braid.consensus.chain.BlockRef;
import io.braid.consensus.chain.Genesis;
import io.braid.consensus.chain.StatePruning;
import io.braid.crypto.NonceEntropy;
import io.braid.devnet.definition.NetworkDefinition;
import io.braid.executor.ExecutionStrategy;
import io.braid.network.identity.Multiaddress;
import io.braid.rpc.RpcConfig;
import io.braid.service.Execution;
import io.braid.service.NodeListener;
import io.braid.service.RealWorld;
import io.braid.service.World;
import io.braid.service.chainspec.ChainSpec;
import io.braid.service.chainspec.ChainSpecJson;
import io.braid.service.health.HealthRules;
import io.braid.service.standalone.CannotStart;
import io.braid.service.standalone.ChainConfig;
import io.braid.service.standalone.NodeConfig;
import io.braid.service.standalone.StandaloneNode;
import io.braid.storage.CompiledCodeFolder;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;

/**
 * Two validators of a relay chain and a collator of the template parachain, in one process but
 * knowing each other by loopback sockets alone. All listen over TCP and WebSocket.
 */
final class SocketNetwork implements AutoCloseable, NodeListener {
  private static final NetworkDefinition DEFINITION =
      new NetworkDefinition(
          new NetworkDefinition.RelayChain(
              BuiltRuntimes.RELAY, 1_000, 20, List.of(validator("alice"), validator("bob"))),
          List.of(
              new NetworkDefinition.Parachain(
                  2000,
                  new NetworkDefinition.ParachainSource.Built("template"),
                  List.of(new NetworkDefinition.Node("charlie", "charlie", false, 0)))),
          List.of());

  /** A chain as its clients get to know it. */
  record Known(ChainSpec spec, Genesis genesis) {
    String json() {
      return ChainSpecJson.write(spec);
    }
  }

  final Queue<Throwable> bugs = new ConcurrentLinkedQueue<>();
  private final ConcurrentMap<String, Integer> finalised = new ConcurrentHashMap<>();
  private final List<StandaloneNode> nodes = new ArrayList<>();
  private final World world = new RealWorld();
  private final Execution execution =
      Execution.of(
          ExecutionStrategy.AUTO,
          BuiltRuntimes.natives(),
          new CompiledCodeFolder(Path.of("target", "compiled-code"), world.clock()));
  private final Map<String, URI> urls = new ConcurrentHashMap<>();
  private final Known relay;
  private final Known parachain;

  private SocketNetwork(Function<URI, Optional<URI>> relayNode) throws CannotStart, GenesisRefused {
    NetworkGenesis genesis = NetworkGenesis.of(DEFINITION, execution.runtimes());
    ChainSpec spec = genesis.relaySpec(DEFINITION);
    List<Multiaddress> bootnodes = new ArrayList<>();
    for (NetworkDefinition.Node node : DEFINITION.relayChain().nodes()) {
      ChainConfig chain = chain(spec, genesis.relay(), bootnodes);
      nodes.add(start(node.name(), chain, Optional.empty(), Optional.empty()));
      bootnodes.add(nodes.getLast().addresses().getFirst());
    }
    relay = new Known(withBootNode(spec, nodes.getFirst()), genesis.relay());
    String firstValidator = DEFINITION.relayChain().nodes().getFirst().name();
    NetworkDefinition.Parachain defined = DEFINITION.parachains().getFirst();
    ChainSpec paraSpec = genesis.spec(DEFINITION, defined);
    Genesis paraGenesis = genesis.parachain(defined.id());
    nodes.add(
        start(
            defined.collators().getFirst().name(),
            chain(spec, genesis.relay(), bootnodes),
            relayNode.apply(Objects.requireNonNull(urls.get(firstValidator))),
            Optional.of(chain(paraSpec, paraGenesis, List.of()))));
    parachain = new Known(withBootNode(paraSpec, nodes.getLast()), paraGenesis);
  }

  static SocketNetwork start() throws CannotStart, GenesisRefused {
    return new SocketNetwork(url -> Optional.empty());
  }

  /**
   * Starts a network whose collator has no node of the relay chain.
   *
   * @param relayNode where the collator finds one, from a validator's JSON-RPC
   */
  static SocketNetwork withRemoteRelayNode(Function<URI, URI> relayNode)
      throws CannotStart, GenesisRefused {
    return new SocketNetwork(url -> Optional.of(relayNode.apply(url)));
  }

  private static NetworkDefinition.Node validator(String name) {
    return new NetworkDefinition.Node(name, name, true, 0);
  }

  private static ChainConfig chain(ChainSpec spec, Genesis genesis, List<Multiaddress> bootnodes) {
    return new ChainConfig(
        spec,
        genesis,
        List.of(address("/ip4/127.0.0.1/tcp/0"), address("/ip4/127.0.0.1/tcp/0/ws")),
        bootnodes);
  }

  private static Multiaddress address(String text) {
    return ((Multiaddress.Parsed.Address) Multiaddress.parse(text)).value();
  }

  private static ChainSpec withBootNode(ChainSpec spec, StandaloneNode node) {
    return spec.withBootNodes(List.of(node.addresses().getLast().toString()));
  }

  private StandaloneNode start(
      String name, ChainConfig relayChain, Optional<URI> relayNode, Optional<ChainConfig> para)
      throws CannotStart {
    return StandaloneNode.start(
        new NodeConfig(
            name,
            relayChain,
            relayNode,
            para,
            para.isEmpty(),
            NodeConfig.Sync.FULL,
            Optional.empty(),
            StatePruning.DEFAULT,
            DevelopmentKeys.keystore(name, NonceEntropy.NONE),
            RpcConfig.loopback(0),
            HealthRules.DEFAULT,
            Optional.empty()),
        execution,
        new RealWorld(),
        this);
  }

  Known relay() {
    return relay;
  }

  Known parachain() {
    return parachain;
  }

  /** The number of the last final block that a node of the chain told of; 0 before. */
  int finalised(Known chain) {
    return finalised.getOrDefault(chain.spec().id(), 0);
  }

  @Override
  public void onNode(String name, String chain, String role, String url) {
    urls.put(name, URI.create(url));
  }

  @Override
  public void onBest(String chain, BlockRef block) {}

  @Override
  public void onFinalised(String chain, BlockRef block) {
    finalised.merge(chain, block.number(), Math::max);
  }

  @Override
  public void onBacked(int paraId) {}

  @Override
  public void onIncluded(int paraId, int number) {}

  @Override
  public void onBug(String node, Throwable bug) {
    bugs.add(bug);
  }

  @Override
  public void close() {
    nodes.reversed().forEach(StandaloneNode::close);
    world.close();
  }
}
