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

  /** The same network with further collators, dealt out to the parachains that Braid builds. */
  static NetworkDefinition withCollators(NetworkDefinition definition, int count) {
    List<NetworkDefinition.Parachain> parachains = new ArrayList<>(definition.parachains());
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < parachains.size(); i++) {
      if (parachains.get(i).source() instanceof ParachainSource.Built) {
        places.add(i);
      }
    }
    for (int i = 0; i < count && !places.isEmpty(); i++) {
      int place = places.get(i % places.size());
      NetworkDefinition.Parachain parachain = parachains.get(place);
      String name = "further-collator" + i;
      List<NetworkDefinition.Node> collators = new ArrayList<>(parachain.collators());
      collators.add(new NetworkDefinition.Node(name, name, false, 0));
      parachains.set(
          place, new NetworkDefinition.Parachain(parachain.id(), parachain.source(), collators));
    }
    return new NetworkDefinition(definition.relayChain(), parachains, definition.channels());
  }
}
