package io.braid.simulation;

import io.braid.devnet.definition.NetworkDefinition;
import io.braid.devnet.definition.NetworkDefinition.ParachainSource;
import java.util.ArrayList;
import java.util.List;

/** Networks of a size. */
public final class SimulatedDefinitions {
  private static final int FIRST_PARA = 2_000;
  private static final long SLOT_MILLIS = 2_000;
  private static final long EPOCH_SLOTS = 20;

  private SimulatedDefinitions() {}

  /** Validators, and parachains with the template's runtime and one collator each. */
  public static NetworkDefinition of(int validators, int paras) {
    List<NetworkDefinition.Node> nodes = new ArrayList<>();
    for (int i = 0; i < validators; i++) {
      nodes.add(new NetworkDefinition.Node("validator" + i, "validator" + i, true, 0));
    }
    List<NetworkDefinition.Parachain> parachains = new ArrayList<>();
    for (int i = 0; i < paras; i++) {
      String collator = "collator" + i;
      parachains.add(
          new NetworkDefinition.Parachain(
              FIRST_PARA + i,
              new ParachainSource.Built("template"),
              List.of(new NetworkDefinition.Node(collator, collator, false, 0))));
    }
    return new NetworkDefinition(
        new NetworkDefinition.RelayChain("relay", SLOT_MILLIS, EPOCH_SLOTS, nodes),
        parachains,
        List.of());
  }
}
