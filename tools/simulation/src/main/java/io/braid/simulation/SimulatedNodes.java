package io.braid.simulation;

import io.braid.consensus.chain.Database;
import io.braid.consensus.chain.Genesis;
import io.braid.consensus.chain.StatePruning;
import io.braid.consensus.node.Role;
import io.braid.consensus.ports.Keystore;
import io.braid.devnet.BuiltRuntimes;
import io.braid.devnet.DevelopmentKeys;
import io.braid.devnet.GenesisRefused;
import io.braid.devnet.NetworkGenesis;
import io.braid.devnet.definition.NetworkDefinition;
import io.braid.executor.ExecutionStrategy;
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
import io.braid.storage.CompiledCodeFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** Builds the nodes of a network for the simulated world. */
final class SimulatedNodes {
  private final NetworkDefinition definition;
  private final Faults faults;
  private final SimulatedWorld world;
  private final Invariants invariants;
  private final NodeListener listener;
  private final Execution execution;
  private final NetworkGenesis genesis;
  private final Partition partition = new Partition();
  private final SplittableRandom random;
  private final NodeNetwork relayNetwork;
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
    this.definition = definition;
    this.faults = faults;
    this.world = world;
    this.invariants = invariants;
    this.listener = listener;
    execution =
        Execution.of(
            ExecutionStrategy.AUTO,
            BuiltRuntimes.natives(),
            new CompiledCodeFolder(compiledCode, world.clock()));
    genesis = NetworkGenesis.of(definition, execution.runtimes());
    random = world.split();
    relayNetwork = network();
    addAll();
  }

  private NodeNetwork network() {
    return new SimulatedNetwork(world, partition, faults, random.split());
  }

  private void addAll() {
    List<NetworkDefinition.Node> relayNodes = definition.relayChain().nodes();
    List<NetworkDefinition.Node> validators =
        relayNodes.stream().filter(NetworkDefinition.Node::validator).toList();
    // The last validators are the ones that run twice.
    List<NetworkDefinition.Node> twins =
        validators.subList(Math.max(0, validators.size() - faults.twins()), validators.size());
    for (NetworkDefinition.Node node : relayNodes) {
      addRelayNode(node.name(), node, !twins.contains(node));
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
        name, chain, database, StatePruning.DEFAULT, execution.runtimes(), keys, network, own);
  }

  private void addRelayNode(String name, NetworkDefinition.Node defined, boolean honest) {
    String chain = definition.relayChain().chain();
    Keystore keys = DevelopmentKeys.keystore(defined.account(), world.entropy());
    World own = skewed();
    boolean first = nodes.isEmpty();
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
                      settings(
                          name, genesis.relay(), databases.getFirst(), keys, relayNetwork, own),
                      defined.validator() ? Role.AUTHORITY : Role.FULL,
                      defined.validator() && !definition.parachains().isEmpty()
                          ? Optional.of(
                              new SharedSecurity(
                                  execution.sandbox(),
                                  new BackedCandidates(
                                      first ? Optional.of(listener) : Optional.empty())))
                          : Optional.empty(),
                      onDeath);
              if (first) {
                node.chain().addListener(new RelayWatch(node.chain(), chain, listener));
              }
              return life(
                  List.of(new SimulatedNode.Named(chain, node.chain())), node::start, node::close);
            },
            invariants));
  }

  private void addCollator(
      NetworkDefinition.Parachain parachain, NetworkDefinition.Node defined, NodeNetwork network) {
    Keystore keys = DevelopmentKeys.keystore(defined.account(), world.entropy());
    World own = skewed();
    boolean first = parachain.collators().getFirst().equals(defined);
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
                          relayNetwork,
                          own),
                      settings(
                          defined.name(),
                          genesis.parachain(parachain.id()),
                          databases.getLast(),
                          keys,
                          network,
                          own),
                      onDeath);
              if (first) {
                node.chain().addListener(new ChainWatch(parachain.name(), listener));
              }
              return life(
                  List.of(new SimulatedNode.Named(parachain.name(), node.chain())),
                  node::start,
                  node::close);
            },
            invariants));
  }

  private static SimulatedNode.Life life(
      List<SimulatedNode.Named> chains, Runnable start, Runnable close) {
    return new SimulatedNode.Life() {
      @Override
      public List<SimulatedNode.Named> chains() {
        return chains;
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

  List<SimulatedNode> all() {
    return List.copyOf(nodes);
  }

  Partition partition() {
    return partition;
  }
}
