package io.braid.pallets.parachains.shared;

import io.braid.primitives.Hash256;
import io.braid.scale.Scale;
import io.braid.scale.Width;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The relay parents that a candidate may build on, the oldest first.
 *
 * @param latestNumber the number of the last one
 */
@Scale(path = "polkadot_runtime_parachains::shared::AllowedRelayParentsTracker")
public record AllowedRelayParents(List<RelayParentInfo> buffer, int latestNumber) {
  static final AllowedRelayParents EMPTY = new AllowedRelayParents(List.of(), 0);

  /**
   * A relay parent.
   *
   * @param claimQueue for every para and every depth of the claim queue, the cores that are the
   *     para's
   */
  @Scale(path = "polkadot_runtime_parachains::shared::RelayParentInfo")
  public record RelayParentInfo(
      Hash256 relayParent,
      Hash256 stateRoot,
      SortedMap<Integer, SortedMap<@Width(8) Integer, List<Integer>>> claimQueue) {}

  /** A relay parent that may be built on. */
  public record Found(int number, RelayParentInfo info) {
    public Hash256 stateRoot() {
      return info.stateRoot();
    }

    /** The cores of a para at a depth of the claim queue, in ascending order. */
    public List<Integer> cores(int paraId, int depth) {
      SortedMap<Integer, List<Integer>> depths =
          info.claimQueue().getOrDefault(paraId, new TreeMap<>());
      return depths.getOrDefault(depth, List.of());
    }
  }

  AllowedRelayParents with(RelayParentInfo parent, int number, int ancestry) {
    List<RelayParentInfo> longer = new ArrayList<>(buffer);
    longer.add(parent);
    int surplus = Math.max(0, longer.size() - ancestry - 1);
    return new AllowedRelayParents(longer.subList(surplus, longer.size()), number);
  }

  public Optional<Found> find(Hash256 relayParent) {
    for (int i = 0; i < buffer.size(); i++) {
      if (buffer.get(i).relayParent().equals(relayParent)) {
        return Optional.of(new Found(latestNumber - (buffer.size() - 1 - i), buffer.get(i)));
      }
    }
    return Optional.empty();
  }

  /** The number of the oldest relay parent for candidates that block {@code now + 1} would back. */
  public int earliest(int now, int ancestry) {
    return now - Math.min(ancestry, buffer.size());
  }

  /** A claim queue by para and depth. */
  static SortedMap<Integer, SortedMap<Integer, List<Integer>>> transposed(
      SortedMap<Integer, List<Integer>> claimQueue) {
    SortedMap<Integer, SortedMap<Integer, List<Integer>>> byPara = new TreeMap<>();
    claimQueue.forEach((core, turns) -> {
      for (int depth = 0; depth < turns.size(); depth++) {
        byPara
            .computeIfAbsent(turns.get(depth), para -> new TreeMap<>())
            .computeIfAbsent(depth, d -> new ArrayList<>())
            .add(core);
      }
    });
    return byPara;
  }
}
