package io.braid.xcm;

import io.braid.primitives.AccountId;
import io.braid.scale.Scale;
import io.braid.scale.Width;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A place in the consensus universe, as seen from another: some steps up, then some down.
 *
 * @param parents steps up, 0 to 255
 */
@Scale(path = "staging_xcm::v5::location::Location")
public record Location(@Width(8) int parents, Junctions interior) implements Comparable<Location> {
  public static final Location HERE = new Location(0, Junctions.HERE);

  public static final Location PARENT = new Location(1, Junctions.HERE);

  public static Location of(int parents, Junction... interior) {
    return new Location(parents, Junctions.of(interior));
  }

  public static Location account(AccountId account) {
    return of(0, new Junction.AccountId32(Optional.empty(), account.bytes()));
  }

  public static Location child(int paraId) {
    return of(0, new Junction.Parachain(paraId));
  }

  public static Location sibling(int paraId) {
    return of(1, new Junction.Parachain(paraId));
  }

  /** This location with more steps down; empty when these are more than {@value Junctions#MAX}. */
  public Optional<Location> descend(Junctions further) {
    return join(parents, interior.items(), further.items());
  }

  /**
   * How this location looks from {@code target}.
   *
   * @param context the universal location of the chain that this location is relative to
   * @return empty when {@code target} is above the universe or the path grows too long
   */
  public Optional<Location> reanchored(Location target, Junctions context) {
    if (target.parents > context.size()) {
      return Optional.empty();
    }
    // From the target back to here: up as often as the target goes down, then down again.
    List<Junction> back =
        new ArrayList<>(context.items().subList(context.size() - target.parents, context.size()));
    int up = parents;
    while (up > 0 && !back.isEmpty()) {
      back.remove(back.size() - 1);
      up--;
    }
    int parentsThere = target.interior.size() + up;
    List<Junction> path = new ArrayList<>(back);
    path.addAll(interior.items());
    List<Junction> ancestry = target.interior.items();
    while (parentsThere > 0
        && parentsThere <= ancestry.size()
        && !path.isEmpty()
        && path.get(0).equals(ancestry.get(ancestry.size() - parentsThere))) {
      path.remove(0);
      parentsThere--;
    }
    return join(parentsThere, path, List.of());
  }

  private static Optional<Location> join(int parents, List<Junction> first, List<Junction> second) {
    if (parents > 255 || first.size() + second.size() > Junctions.MAX) {
      return Optional.empty();
    }
    List<Junction> all = new ArrayList<>(first);
    all.addAll(second);
    return Optional.of(new Location(parents, new Junctions(all)));
  }

  @Override
  public int compareTo(Location other) {
    if (parents != other.parents) {
      return Integer.compare(parents, other.parents);
    }
    if (interior.size() != other.interior.size()) {
      return Integer.compare(interior.size(), other.interior.size());
    }
    for (int i = 0; i < interior.size(); i++) {
      int order = JunctionOrder.compare(interior.items().get(i), other.interior.items().get(i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }
}
