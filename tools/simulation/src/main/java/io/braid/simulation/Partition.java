package io.braid.simulation;

import io.braid.consensus.ports.PeerId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Which nodes are cut off from which, on all chains at once. */
final class Partition {
  private final List<Runnable> listeners = new ArrayList<>();
  private Set<String> side = Set.of();

  void addListener(Runnable listener) {
    listeners.add(listener);
  }

  /** Cuts these nodes off from all others; none heals the network. */
  void cutOff(Set<String> names) {
    side = Set.copyOf(names);
    listeners.forEach(Runnable::run);
  }

  boolean divides(PeerId a, PeerId b) {
    return side.contains(a.name()) != side.contains(b.name());
  }
}
