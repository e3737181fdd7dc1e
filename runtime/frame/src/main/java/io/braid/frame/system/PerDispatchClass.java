package io.braid.frame.system;

import io.braid.runtime.api.DispatchClass;
import io.braid.runtime.api.Weight;
import io.braid.scale.Scale;

/** The weight used so far by each class of calls. */
@Scale(path = "frame_support::dispatch::PerDispatchClass")
public record PerDispatchClass(Weight normal, Weight operational, Weight mandatory) {
  public static final PerDispatchClass ZERO =
      new PerDispatchClass(Weight.ZERO, Weight.ZERO, Weight.ZERO);

  public Weight of(DispatchClass dispatchClass) {
    return switch (dispatchClass) {
      case NORMAL -> normal;
      case OPERATIONAL -> operational;
      case MANDATORY -> mandatory;
    };
  }

  public Weight total() {
    return normal.add(operational).add(mandatory);
  }

  public PerDispatchClass with(DispatchClass dispatchClass, Weight changed) {
    return switch (dispatchClass) {
      case NORMAL -> new PerDispatchClass(changed, operational, mandatory);
      case OPERATIONAL -> new PerDispatchClass(normal, changed, mandatory);
      case MANDATORY -> new PerDispatchClass(normal, operational, changed);
    };
  }
}
