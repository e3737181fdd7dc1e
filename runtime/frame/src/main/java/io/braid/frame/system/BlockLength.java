package io.braid.frame.system;

import io.braid.runtime.api.DispatchClass;
import io.braid.scale.Scale;

/** How many bytes of extrinsics a block may carry, by class. */
@Scale(path = "frame_system::limits::BlockLength")
public record BlockLength(PerClass max) {
  @Scale(path = "frame_support::dispatch::PerDispatchClass")
  public record PerClass(int normal, int operational, int mandatory) {}

  /** Normal calls may use three quarters. */
  public static BlockLength of(int maxBytes) {
    return new BlockLength(new PerClass(maxBytes / 4 * 3, maxBytes, maxBytes));
  }

  public int of(DispatchClass dispatchClass) {
    return switch (dispatchClass) {
      case NORMAL -> max.normal();
      case OPERATIONAL -> max.operational();
      case MANDATORY -> max.mandatory();
    };
  }
}
