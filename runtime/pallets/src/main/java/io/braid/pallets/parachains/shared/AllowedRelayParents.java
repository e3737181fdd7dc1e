package io.braid.pallets.parachains.shared;

import io.braid.primitives.Hash256;
import io.braid.scale.Scale;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The relay parents that a candidate may build on: each with its state root, the oldest first.
 *
 * @param latestNumber the number of the last one
 */
@Scale(path = "polkadot_runtime_parachains::shared::AllowedRelayParentsTracker")
public record AllowedRelayParents(List<Map.Entry<Hash256, Hash256>> buffer, int latestNumber) {
  static final AllowedRelayParents EMPTY = new AllowedRelayParents(List.of(), 0);

  /** A relay parent that may be built on. */
  public record Found(int number, Hash256 stateRoot) {}

  AllowedRelayParents with(Hash256 parent, Hash256 stateRoot, int number, int ancestry) {
    List<Map.Entry<Hash256, Hash256>> longer = new ArrayList<>(buffer);
    longer.add(Map.entry(parent, stateRoot));
    int surplus = Math.max(0, longer.size() - ancestry - 1);
    return new AllowedRelayParents(longer.subList(surplus, longer.size()), number);
  }

  public Optional<Found> find(Hash256 relayParent) {
    for (int i = 0; i < buffer.size(); i++) {
      if (buffer.get(i).getKey().equals(relayParent)) {
        return Optional.of(
            new Found(latestNumber - (buffer.size() - 1 - i), buffer.get(i).getValue()));
      }
    }
    return Optional.empty();
  }
}
