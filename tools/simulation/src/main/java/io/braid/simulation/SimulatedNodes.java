package io.braid.simulation;

import io.braid.consensus.chain.Chain;
import io.braid.consensus.chain.Database;
import io.braid.consensus.chain.Genesis;
import io.braid.consensus.chain.StatePruning;
import io.braid.consensus.node.Role;
import io.braid.consensus.ports.Keystore;
import io.braid.consensus.ports.PeerId;
import io.braid.devnet.BuiltRuntimes;
import io.braid.devnet.DevelopmentKeys;
import io.braid.devnet.GenesisRefused;
import io.braid.devnet.NetworkGenesis;
import io.braid.devnet.definition.NetworkDefinition;
import io.braid.executor.ExecutionStrategy;
import io.braid.executor.Executor;
import io.braid.executor.pvf.PvfHost;
import io.braid.network.LocalPeer;
import io.braid.network.NodeNetwork;
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
import io.braid.simulation.byzantine.Attack;
import io.braid.simulation.byzantine.Cast;
import io.braid.simulation.byzantine.Conspiracy;
import io.braid.storage.CompiledCodeFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/** Builds the nodes of a network for the simulated world. */
final class SimulatedNodes {
  /** With messages that take no longer, honest nodes know what the others know. */
  private static final int STEADY_MILLIS = 100;

  private final NetworkDefinition definition;
  private final Faults faults;
  private final SimulatedWorld world;
  private final Invariants invariants;
  private final NodeListener listener;
  private final Executor runtimes;
  private final PvfHost sandbox;
  private final NetworkGenesis genesis;
  private final Partition partition = new Partition();
  private final SplittableRandom random;
  private final NodeNetwork relayNetwork;
  private final Cast cast;
  private final Conspiracy conspiracy;
  private final List<SimulatedNode> nodes = new ArrayList<>();

  /**
   * @param listener hears the first node of every chain
   * @throws GenesisRefused when a chain specification that the definition names is of no use
   */
  SimulatedNodes(
      NetworkDefinition definition,
      Faults faults,
      SimulatedWorld world,
      Invariants invariants,
      NodeListener listener,
      Path compiledCode)
      throws GenesisRefused {
    this.definition = Casting.definition(definition, faults);
    this.faults = faults;
    this.world = world;
    this.invariants = invariants;
    this.listener = listener;
    Execution execution =
        Execution.of(
            ExecutionStrategy.AUTO,
            BuiltRuntimes.natives(),
            new CompiledCodeFolder(compiledCode, world.clock()));
    runtimes = execution.runtimes();
    sandbox = new RememberedPvfs(execution.sandbox());
    genesis = NetworkGenesis.of(this.definition, runtimes);
    random = world.split();
    relayNetwork = network();
    conspiracy =
        new Conspiracy(sandbox, world.split(), (delay, task) -> world.at(delay.toMillis(), task));
    Casting casting = new Casting(this.definition, genesis.relay(), runtimes, faults);
    cast = casting.draw(world.split());
    conspiracy.conspire(casting.backersAmong(cast));
    addAll();
  }

  private NodeNetwork network() {
    return new SimulatedNetwork(world, partition, faults, random.split(), this::onReport);
  }

  private void onReport(PeerId by, PeerId about, String reason) {
    // Who was cut off, or is slow, may come with a fork that others know to be given up.
    boolean steady =
        faults.maxLatencyMillis() <= STEADY_MILLIS
            && faults.partitions() == 0
            && faults.crashes() == 0
            && faults.lossPerMille() == 0
            && faults.twins() == 0;
    if (steady && isHonest(by.name()) && isHonest(about.name())) {
      invariants.onReport(by.name(), about.name(), reason);
    }
  }

  private boolean isHonest(String name) {
    return nodes.stream().anyMatch(node -> node.name().equals(name) && node.isHonest())
        && cast.of(name).isEmpty()
        && !isColluding(name);
  }

  /** Where garbage is backed, the first collator of every parachain makes it. */
  private boolean isColluding(String name) {
    return cast.hasGarbage()
        && definition.parachains().stream()
            .anyMatch(parachain -> parachain.collators().getFirst().name().equals(name));
  }

  private void addAll() {
    List<NetworkDefinition.Node> relayNodes = definition.relayChain().nodes();
    List<NetworkDefinition.Node> validators =
        relayNodes.stream().filter(NetworkDefinition.Node::validator).toList();
    // The last validators are the ones that run twice.
    List<NetworkDefinition.Node> twins =
        validators.subList(Math.max(0, validators.size() - faults.twins()), validators.size());
    for (NetworkDefinition.Node node : relayNodes) {
      addRelayNode(node.name(), node, !twins.contains(node) && cast.of(node.name()).isEmpty());
    }
    twins.forEach(node -> addRelayNode(node.name() + "-twin", node, false));
    for (NetworkDefinition.Parachain parachain : definition.parachains()) {
      NodeNetwork network = network();
      parachain.collators().forEach(node -> addCollator(parachain, node, network));
    }
  }

  private World skewed() {
    int max = faults.maxSkewMillis();
    return world.skewed(max == 0 ? 0 : random.nextInt(2 * max + 1) - max);
  }

  private NodeSettings settings(
      String name,
      Genesis chain,
      Database database,
      Keystore keys,
      NodeNetwork network,
      World own) {
    return new NodeSettings(
        name, chain, database, StatePruning.DEFAULT, runtimes, keys, network, own);
  }

  private void addRelayNode(String name, NetworkDefinition.Node defined, boolean honest) {
    String chain = definition.relayChain().chain();
    Keystore keys = DevelopmentKeys.keystore(defined.account(), world.entropy());
    World own = skewed();
    boolean first = honest && nodes.stream().noneMatch(SimulatedNode::isHonest);
    Optional<Attack> role = cast.of(name);
    NodeNetwork network =
        role.map(played -> conspiracy.network(played, relayNetwork)).orElse(relayNetwork);
    nodes.add(
        new SimulatedNode(
            name,
            keys,
            honest,
            1,
            world,
            (databases, onDeath) -> {
              RelayNode node =
                  new RelayNode(
                      settings(name, genesis.relay(), databases.getFirst(), keys, network, own),
                      defined.validator() ? Role.AUTHORITY : Role.FULL,
                      defined.validator() && !definition.parachains().isEmpty()
                          ? Optional.of(
                              new SharedSecurity(
                                  sandbox,
                                  new BackedCandidates(
                                      first ? Optional.of(listener) : Optional.empty()),
                                  workers ->
                                      role.map(played -> conspiracy.workers(played, workers))
                                          .orElse(workers)))
                          : Optional.empty(),
                      onDeath);
              if (first) {
                node.chain().addListener(new RelayWatch(node.chain(), chain, listener));
              }
              return life(
                  List.of(new SimulatedNode.Named(chain, node.chain())),
                  defined.validator() ? Optional.of(node) : Optional.empty(),
                  node::start,
                  node::close);
            },
            invariants));
  }

  private void addCollator(
      NetworkDefinition.Parachain parachain, NetworkDefinition.Node defined, NodeNetwork network) {
    Keystore keys = DevelopmentKeys.keystore(defined.account(), world.entropy());
    World own = skewed();
    boolean first = parachain.collators().getFirst().equals(defined);
    Optional<Attack> role = cast.of(defined.name());
    NodeNetwork onRelay =
        isColluding(defined.name())
            ? conspiracy.colluding(relayNetwork, parachain.id(), keys, this::conspirators)
            : role.map(played -> conspiracy.network(played, relayNetwork)).orElse(relayNetwork);
    NodeNetwork onParachain =
        role.map(played -> conspiracy.network(played, network)).orElse(network);
    nodes.add(
        new SimulatedNode(
            defined.name(),
            keys,
            true,
            2,
            world,
            (databases, onDeath) -> {
              CollatorNode node =
                  new CollatorNode(
                      parachain.id(),
                      settings(
                          defined.name(),
                          genesis.relay(),
                          databases.getFirst(),
                          keys,
                          onRelay,
                          own),
                      settings(
                          defined.name(),
                          genesis.parachain(parachain.id()),
                          databases.getLast(),
                          keys,
                          onParachain,
                          own),
                      onDeath);
              if (first) {
                node.chain().addListener(new ChainWatch(parachain.name(), listener));
              }
              return life(
                  List.of(new SimulatedNode.Named(parachain.name(), node.chain())),
                  Optional.empty(),
                  node::start,
                  node::close);
            },
            invariants));
  }

  /** The relay chain as those see it who back garbage. */
  private List<Chain> conspirators() {
    return nodes.stream()
        .filter(node -> cast.of(node.name()).equals(Optional.of(Attack.GARBAGE)))
        .flatMap(node -> node.chains().stream())
        .map(SimulatedNode.Named::chain)
        .toList();
  }

  private static SimulatedNode.Life life(
      List<SimulatedNode.Named> chains,
      Optional<LocalPeer> validator,
      Runnable start,
      Runnable close) {
    return new SimulatedNode.Life() {
      @Override
      public List<SimulatedNode.Named> chains() {
        return chains;
      }

      @Override
      public Optional<LocalPeer> validator() {
        return validator;
      }

      @Override
      public void start() {
        start.run();
      }

      @Override
      public void close() {
        close.run();
      }
    };
  }

  /** What the relay chain is called. */
  String relayName() {
    return definition.relayChain().chain();
  }

  /** Has somebody hear of every life of an honest validator, from now on. */
  void onBirth(Consumer<Chain> listener) {
    nodes.stream()
        .filter(node -> node.isHonest())
        .forEach(node ->
            node.onBirth(chain -> {
              if (chain.name().equals(relayName())) {
                listener.accept(chain.chain());
              }
            }));
  }

  List<SimulatedNode> all() {
    return List.copyOf(nodes);
  }

  Partition partition() {
    return partition;
  }

  Conspiracy conspiracy() {
    return conspiracy;
  }

  Cast cast() {
    return cast;
  }

  /** Runs validation functions, each once for the same input. */
  PvfHost sandbox() {
    return sandbox;
  }
}
