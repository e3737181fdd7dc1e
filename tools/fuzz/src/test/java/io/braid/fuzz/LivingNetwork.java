package io.braid.fuzz;

import io.braid.consensus.chain.Chain;
import io.braid.consensus.chain.Genesis;
import io.braid.consensus.chain.MemoryDatabase;
import io.braid.consensus.chain.StatePruning;
import io.braid.consensus.node.Role;
import io.braid.devnet.BuiltRuntimes;
import io.braid.devnet.DevelopmentKeys;
import io.braid.devnet.Devnet;
import io.braid.devnet.GenesisRefused;
import io.braid.devnet.NetworkGenesis;
import io.braid.devnet.definition.DefinitionFile;
import io.braid.devnet.definition.DefinitionResult;
import io.braid.devnet.definition.NetworkDefinition;
import io.braid.executor.ExecutionStrategy;
import io.braid.network.LocalPeer;
import io.braid.service.BackedCandidates;
import io.braid.service.CollatorNode;
import io.braid.service.Execution;
import io.braid.service.NodeSettings;
import io.braid.service.RelayNode;
import io.braid.service.SharedSecurity;
import io.braid.simulation.SimulatedWorld;
import io.braid.storage.CompiledCodeFolder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Two validators and a collator that have run for a while of simulated time: nodes with blocks,
 * votes, candidates and chunks, to which a stranger can speak.
 */
final class LivingNetwork {
  private static final int PARA_ID = 2000;
  private static final Duration LIVED = Duration.ofSeconds(30);
  private static final String DEFINITION =
      """
      [relaychain]
      chain = "relay"
      slot_duration_ms = 1000
      epoch_slots = 10

      [[relaychain.nodes]]
      name = "alice"
      validator = true

      [[relaychain.nodes]]
      name = "bob"
      validator = true

      [[parachains]]
      id = 2000
      chain = "template"

      [[parachains.collators]]
      name = "tina"
      """;

  final TappedNetwork relayNetwork = new TappedNetwork();
  final TappedNetwork paraNetwork = new TappedNetwork();
  private final SimulatedWorld world = new SimulatedWorld(1);
  private final List<Throwable> bugs = new ArrayList<>();
  private final Execution execution =
      Execution.of(
          ExecutionStrategy.AUTO,
          BuiltRuntimes.natives(),
          new CompiledCodeFolder(Path.of("target", "compiled-code"), world.clock()));
  private final List<RelayNode> validators = new ArrayList<>();

  private LivingNetwork() {
    NetworkGenesis genesis = genesis();
    for (String name : List.of("alice", "bob")) {
      validators.add(
          new RelayNode(
              settings(name, genesis.relay(), relayNetwork),
              Role.AUTHORITY,
              Optional.of(
                  new SharedSecurity(execution.sandbox(), new BackedCandidates(Optional.empty()))),
              bugs::add));
    }
    CollatorNode collator =
        new CollatorNode(
            PARA_ID,
            settings("tina", genesis.relay(), relayNetwork),
            settings("tina", genesis.parachain(PARA_ID), paraNetwork),
            bugs::add);
    validators.forEach(RelayNode::start);
    collator.start();
    world.run(LIVED);
    checkAlive();
  }

  private NetworkGenesis genesis() {
    try {
      return NetworkGenesis.of(definition(), execution.runtimes());
    } catch (GenesisRefused e) {
      throw new IllegalStateException("its runtimes are built with it", e);
    }
  }

  private static NetworkDefinition definition() {
    return switch (DefinitionFile.read(
        "network", DEFINITION, Devnet.RELAY_RUNTIMES, Devnet.PARACHAIN_RUNTIMES)) {
      case DefinitionResult.Accepted accepted -> accepted.definition();
      case DefinitionResult.Refused refused -> throw new AssertionError(refused.problems());
    };
  }

  private NodeSettings settings(String name, Genesis genesis, TappedNetwork network) {
    return new NodeSettings(
        name,
        genesis,
        new MemoryDatabase(),
        StatePruning.DEFAULT,
        execution.runtimes(),
        DevelopmentKeys.keystore(name, world.entropy()),
        network,
        world);
  }

  /** The one of this process: what lives so long is worth to be shared. */
  static LivingNetwork ofThisProcess() {
    return Holder.NETWORK;
  }

  private static final class Holder {
    static final LivingNetwork NETWORK = new LivingNetwork();
  }

  Chain chain() {
    return validators.getFirst().chain();
  }

  /** A validator, a collator's node of the relay chain, or its node of the parachain. */
  LocalPeer node(int which) {
    return switch (Math.floorMod(which, 3)) {
      case 0 -> relayNetwork.peer("alice");
      case 1 -> relayNetwork.peer("tina");
      default -> paraNetwork.peer("tina");
    };
  }

  /** Lets some time go by. */
  void run(long millis) {
    world.run(Duration.ofMillis(millis));
    checkAlive();
  }

  private void checkAlive() {
    if (!bugs.isEmpty()) {
      throw new AssertionError("expected nodes that go on, found a bug", bugs.getFirst());
    }
  }
}
