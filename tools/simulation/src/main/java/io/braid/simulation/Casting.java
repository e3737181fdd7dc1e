package io.braid.simulation;

import io.braid.consensus.chain.Chain;
import io.braid.consensus.chain.Genesis;
import io.braid.consensus.chain.MemoryDatabase;
import io.braid.crypto.NonceEntropy;
import io.braid.crypto.keys.KeyScheme;
import io.braid.devnet.DevelopmentKeys;
import io.braid.devnet.definition.NetworkDefinition;
import io.braid.executor.Executor;
import io.braid.parachains.relay.RelayView;
import io.braid.parachains.relay.RelayViews;
import io.braid.parachains.relay.ValidatorKeys;
import io.braid.primitives.Bytes;
import io.braid.simulation.byzantine.Attack;
import io.braid.simulation.byzantine.Cast;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** Chooses who does not keep to the rules, by how the network begins. */
final class Casting {
  private final NetworkDefinition definition;
  private final Genesis relay;
  private final Executor runtimes;
  private final Faults faults;

  Casting(NetworkDefinition definition, Genesis relay, Executor runtimes, Faults faults) {
    this.definition = definition;
    this.relay = relay;
    this.runtimes = runtimes;
    this.faults = faults;
  }

  /** The network with the collators that faults need beside honest ones. */
  static NetworkDefinition definition(NetworkDefinition definition, Faults faults) {
    int further =
        faults.byzantine().named().entrySet().stream()
            .filter(each -> !each.getKey().ofValidators())
            .mapToInt(each -> each.getValue())
            .sum();
    return SimulatedDefinitions.withCollators(definition, further);
  }

  Cast draw(SplittableRandom random) {
    List<String> validators =
        definition.relayChain().nodes().stream()
            .filter(NetworkDefinition.Node::validator)
            .map(NetworkDefinition.Node::name)
            .toList();
    int honest = validators.size() - (validators.size() - 1) / 3;
    // The last validators are the ones that run twice.
    List<String> single = validators.subList(0, Math.max(0, validators.size() - faults.twins()));
    List<String> candidates =
        new ArrayList<>(firstBackers().stream().filter(single::contains).toList());
    single.reversed().stream().filter(name -> !candidates.contains(name)).forEach(candidates::add);
    List<String> collators =
        definition.parachains().stream()
            .flatMap(parachain -> parachain.collators().stream().skip(1))
            .map(NetworkDefinition.Node::name)
            .toList();
    return Cast.of(faults.byzantine(), candidates, honest, collators, random);
  }

  /** The nodes of the group that backs on the first core first. */
  private List<String> firstBackers() {
    Chain chain = Chain.open(new MemoryDatabase(), runtimes, relay);
    Optional<RelayView> view = new RelayViews(chain).at(chain.genesis().hash());
    return view.map(found -> found.backersOf(0)).orElse(List.of()).stream()
        .map(index -> view.orElseThrow().validators().get(index))
        .flatMap(key ->
            definition.relayChain().nodes().stream()
                .filter(node -> key(node).equals(key))
                .map(NetworkDefinition.Node::name))
        .toList();
  }

  private static Bytes key(NetworkDefinition.Node node) {
    return DevelopmentKeys.keystore(node.account(), NonceEntropy.NONE)
        .publicKeys(KeyScheme.SR25519, ValidatorKeys.KEY_TYPE)
        .getFirst();
  }

  /** The keys of those who back garbage. */
  List<Bytes> backersAmong(Cast cast) {
    return definition.relayChain().nodes().stream()
        .filter(node -> cast.of(node.name()).equals(Optional.of(Attack.GARBAGE)))
        .map(Casting::key)
        .toList();
  }
}
