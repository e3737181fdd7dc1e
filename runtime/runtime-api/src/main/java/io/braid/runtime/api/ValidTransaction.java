package io.braid.runtime.api;

import io.braid.primitives.Bytes;
import io.braid.scale.Scale;
import java.util.ArrayList;
import java.util.List;

/**
 * How the pool should treat a valid transaction.
 *
 * @param priority higher goes first among those that are ready
 * @param requires tags that must be provided before this one is ready
 * @param provides tags that this one provides; two with a common tag exclude each other
 * @param longevity blocks for which this answer holds, as an unsigned 64-bit number
 * @param propagate whether to send it to peers
 */
@Scale(path = "sp_runtime::transaction_validity::ValidTransaction")
public record ValidTransaction(
    long priority, List<Bytes> requires, List<Bytes> provides, long longevity, boolean propagate) {
  public static final ValidTransaction DEFAULT =
      new ValidTransaction(0, List.of(), List.of(), -1L, true);

  /** Both together: priorities added up, tags joined, the shorter life. */
  public ValidTransaction combine(ValidTransaction other) {
    long sum = priority + other.priority;
    boolean overflow = Long.compareUnsigned(sum, priority) < 0;
    List<Bytes> allRequires = new ArrayList<>(requires);
    allRequires.addAll(other.requires);
    List<Bytes> allProvides = new ArrayList<>(provides);
    allProvides.addAll(other.provides);
    return new ValidTransaction(
        overflow ? -1L : sum,
        allRequires,
        allProvides,
        Long.compareUnsigned(longevity, other.longevity) < 0 ? longevity : other.longevity,
        propagate && other.propagate);
  }
}
