package io.braid.simulation;

import io.braid.consensus.chain.Chain;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.scale.Codec;
import io.braid.scale.Codecs;
import java.util.ArrayList;
import java.util.List;

/** Who was punished on the relay chain. */
final class Punished {
  private static final Codec<List<Bytes>> KEYS = Codecs.list(Codecs.fixedBytes(32), 1 << 16);
  private static final Codec<List<Integer>> INDICES = Codecs.list(Codecs.U32, 1 << 16);

  private Punished() {}

  /** The nodes whose validators are disabled in the last final state that a chain knows. */
  static List<SimulatedNode> of(List<SimulatedNode> nodes, Chain relay) {
    List<SimulatedNode> punished = new ArrayList<>();
    Hash256 block = relay.finalised().hash();
    List<Integer> disabled = ask(relay, block, "disabled_validators", INDICES);
    if (!disabled.isEmpty()) {
      List<Bytes> validators = ask(relay, block, "validators", KEYS);
      for (int index : disabled) {
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
