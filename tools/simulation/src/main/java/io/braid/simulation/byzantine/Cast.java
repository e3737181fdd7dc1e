package io.braid.simulation.byzantine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Who plays which role. Nobody plays two. */
public final class Cast {
  private final Map<String, Attack> roles;

  private Cast(Map<String, Attack> roles) {
    this.roles = Collections.unmodifiableMap(roles);
  }

  /**
   * Chooses.
   *
   * @param candidates validators that may be chosen: first the group of backers that is the first
   *     to back, so that those who back garbage are among themselves
   * @param honest how many validators must stay honest when the seed chooses
   * @param collators those who may be chosen; of each parachain not the first, so that somebody
   *     makes its blocks
   */
  public static Cast of(
      Byzantine byzantine,
      List<String> candidates,
      int honest,
      List<String> collators,
      SplittableRandom random) {
    TreeMap<String, Attack> roles = new TreeMap<>();
    List<String> left = new ArrayList<>(candidates);
    List<String> leftCollators = new ArrayList<>(collators);
    for (Attack role : order(byzantine)) {
      List<String> from = role.ofValidators() ? left : leftCollators;
      if (!from.isEmpty()) {
        // Who is not among the first backers is asked to check what these back.
        boolean backs = role == Attack.GARBAGE || role == Attack.WITHHOLDING;
        roles.put(backs ? from.removeFirst() : from.removeLast(), role);
      }
    }
    int most = Math.min(byzantine.drawn(), left.size() - honest);
    if (most > 0) {
      draw(1 + random.nextInt(most), left, roles, random);
    }
    return new Cast(roles);
  }

  /** The named roles, as often as they are played; those who must be in one group come first. */
  private static List<Attack> order(Byzantine byzantine) {
    List<Attack> order = new ArrayList<>();
    order.addAll(
        Collections.nCopies(byzantine.named().getOrDefault(Attack.GARBAGE, 0), Attack.GARBAGE));
    byzantine
        .named()
        .forEach((role, count) -> {
          if (role != Attack.GARBAGE) {
            order.addAll(Collections.nCopies(count, role));
          }
        });
    return order;
  }

  private static void draw(
      int count, List<String> left, Map<String, Attack> roles, SplittableRandom random) {
    boolean together = count > 1 && random.nextBoolean();
    for (int i = 0; i < count; i++) {
      Attack role = Attack.validators().get(random.nextInt(Attack.validators().size()));
      int place = together ? 0 : random.nextInt(left.size());
      roles.put(left.remove(place), together ? Attack.GARBAGE : role);
    }
  }

  /** What a node plays; nothing when it is honest. */
  public Optional<Attack> of(String node) {
    return Optional.ofNullable(roles.get(node));
  }

  /** Whether candidates are made that are not valid. */
  public boolean hasGarbage() {
    return roles.containsValue(Attack.GARBAGE);
  }

  /** Everybody's role, by the node's name. */
  public Map<String, Attack> roles() {
    return roles;
  }
}
