package io.braid.devnet.definition;

import io.braid.runtime.api.parachains.HrmpChannelId;
import io.braid.service.chainspec.ChainSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A network to run.
 *
 * @param parachains in ascending order of their ids
 * @param channels between them, open from the first block on
 */
public record NetworkDefinition(
    RelayChain relayChain, List<Parachain> parachains, List<HrmpChannelId> channels) {
  /**
   * @param chain the name of the runtime
   * @param slotDurationMillis also the time between two blocks
   * @param epochDurationSlots also the length of a session
   */
  public record RelayChain(
      String chain, long slotDurationMillis, long epochDurationSlots, List<Node> nodes) {}

  /**
   * @param account the development account whose keys the node has, in lower case
   * @param validator whether it authors and votes
   * @param wsPort for WebSocket and HTTP; 0 for none
   */
  public record Node(String name, String account, boolean validator, int wsPort) {}

  /**
   * A parachain and the nodes that make its blocks.
   *
   * @param cores of the relay chain that are its own, each for a block in every relay block
   */
  public record Parachain(int id, ParachainSource source, int cores, List<Node> collators) {
    /** A parachain with one core. */
    public Parachain(int id, ParachainSource source, List<Node> collators) {
      this(id, source, 1, collators);
    }

    /** What the network calls it. */
    public String name() {
      return chain() + " " + id;
    }

    /** What the network calls its kind: the runtime's name, or the specification's id. */
    public String chain() {
      return switch (source) {
        case ParachainSource.Built(String runtime) -> runtime;
        case ParachainSource.Specified(ChainSpec spec) -> spec.id();
      };
    }
  }

  /** What the network calls its chains, the relay chain first. */
  public List<String> chainNames() {
    List<String> names = new ArrayList<>();
    names.add(relayChain.chain());
    parachains.forEach(parachain -> names.add(parachain.name()));
    return names;
  }

  /** Where a parachain's runtime and genesis come from. */
  public sealed interface ParachainSource {
    /**
     * @param runtime the name of one that is built with Braid
     */
    record Built(String runtime) implements ParachainSource {}

    /** A chain specification, whoever wrote the runtime; its collators' keys are in it. */
    record Specified(ChainSpec spec) implements ParachainSource {}
  }

  /** The parachains with more than one core, once for each core more. */
  public List<Integer> extraCores() {
    List<Integer> extra = new ArrayList<>();
    for (Parachain parachain : parachains) {
      extra.addAll(Collections.nCopies(parachain.cores - 1, parachain.id));
    }
    return extra;
  }

  /** The same network, whose nodes listen nowhere. */
  public NetworkDefinition withoutPorts() {
    RelayChain relay =
        new RelayChain(
            relayChain.chain,
            relayChain.slotDurationMillis,
            relayChain.epochDurationSlots,
            silent(relayChain.nodes));
    List<Parachain> silentParachains =
        parachains.stream()
            .map(p -> new Parachain(p.id, p.source, p.cores, silent(p.collators)))
            .toList();
    return new NetworkDefinition(relay, silentParachains, channels);
  }

  private static List<Node> silent(List<Node> nodes) {
    return nodes.stream()
        .map(node -> new Node(node.name, node.account, node.validator, 0))
        .toList();
  }

  /** The names of all nodes, those of the relay chain first. */
  public List<String> nodeNames() {
    List<String> names = new ArrayList<>();
    relayChain.nodes().forEach(node -> names.add(node.name()));
    parachains.forEach(p -> p.collators().forEach(node -> names.add(node.name())));
    return names;
  }
}
