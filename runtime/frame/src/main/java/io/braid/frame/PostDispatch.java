package io.braid.frame;

import io.braid.runtime.api.DispatchInfo;
import io.braid.runtime.api.Pays;
import io.braid.runtime.api.Weight;
import java.util.Optional;

/**
 * What a call cost in the end.
 *
 * @param actualWeight when less than announced
 */
public record PostDispatch(Optional<Weight> actualWeight, Pays pays) {
  /** Nothing differs from what was announced. */
  public static final PostDispatch AS_ANNOUNCED = new PostDispatch(Optional.empty(), Pays.YES);

  public static final PostDispatch FREE = new PostDispatch(Optional.empty(), Pays.NO);

  public static PostDispatch of(Weight actual) {
    return new PostDispatch(Optional.of(actual), Pays.YES);
  }

  /** The weight to account for: never more than announced. */
  public Weight weight(DispatchInfo info) {
    return actualWeight.map(w -> w.min(info.weight())).orElse(info.weight());
  }

  /** Whether a fee is due: both the announcement and the outcome must say so. */
  public Pays pays(DispatchInfo info) {
    return info.pays() == Pays.NO ? Pays.NO : pays;
  }
}
