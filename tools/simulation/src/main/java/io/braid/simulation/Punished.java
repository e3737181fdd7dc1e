package io.braid.simulation;

import io.braid.consensus.chain.Chain;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.scale.Codec;
import io.braid.scale.Codecs;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Who was punished on the relay chain. */
final class Punished {
  private static final Codec<List<Bytes>> KEYS = Codecs.list(Codecs.fixedBytes(32), 1 << 16);
  private static final Codec<List<Integer>> INDICES = Codecs.list(Codecs.U32, 1 << 16);

  private Punished() {}

  /** The nodes whose validators are disabled in the last final state. */
  static List<SimulatedNode> of(List<SimulatedNode> nodes) {
    Optional<Chain> relay =
        nodes.stream()
            .filter(SimulatedNode::isHonest)
            .flatMap(node -> node.chains().stream())
            .map(SimulatedNode.Named::chain)
            .findFirst();
    List<SimulatedNode> punished = new ArrayList<>();
    if (relay.isPresent()) {
      Hash256 block = relay.get().finalised().hash();
      List<Bytes> validators = ask(relay.get(), block, "validators", KEYS);
      for (int index : ask(relay.get(), block, "disabled_validators", INDICES)) {
        nodes.stream().filter(node -> node.validates(validators.get(index))).forEach(punished::add);
      }
    }
    return punished;
  }

  private static <T> List<T> ask(
      Chain relay, Hash256 block, String function, Codec<List<T>> codec) {
    return relay.query(block, "ParachainHost_" + function, new byte[0], codec).orElse(List.of());
  }
}
