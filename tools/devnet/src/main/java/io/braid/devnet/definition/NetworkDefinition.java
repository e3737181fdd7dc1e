package io.braid.devnet.definition;

import io.braid.runtime.api.parachains.HrmpChannelId;
import java.util.ArrayList;
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
   * @param name the development account whose keys the node has, in lower case
   * @param validator whether it authors and votes
   * @param wsPort for WebSocket and HTTP; 0 for none
   */
  public record Node(String name, boolean validator, int wsPort) {}

  /**
   * @param chain the name of the runtime
   */
  public record Parachain(int id, String chain, List<Node> collators) {}

  /** The same network, whose nodes listen nowhere. */
  public NetworkDefinition withoutPorts() {
    RelayChain relay =
        new RelayChain(
            relayChain.chain,
            relayChain.slotDurationMillis,
            relayChain.epochDurationSlots,
            silent(relayChain.nodes));
    List<Parachain> silentParachains =
        parachains.stream().map(p -> new Parachain(p.id, p.chain, silent(p.collators))).toList();
    return new NetworkDefinition(relay, silentParachains, channels);
  }

  private static List<Node> silent(List<Node> nodes) {
    return nodes.stream().map(node -> new Node(node.name, node.validator, 0)).toList();
  }

  /** The names of all nodes, those of the relay chain first. */
  public List<String> nodeNames() {
    List<String> names = new ArrayList<>();
    relayChain.nodes().forEach(node -> names.add(node.name()));
    parachains.forEach(p -> p.collators().forEach(node -> names.add(node.name())));
    return names;
  }
}
