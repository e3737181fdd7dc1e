package io.braid.frame.system;

import io.braid.scale.Scale;
import io.braid.scale.Unnamed;

/** When in a block something happened. */
@Scale(path = "frame_system::Phase")
public sealed interface Phase {
  @Unnamed
  record ApplyExtrinsic(int index) implements Phase {}

  record Finalization() implements Phase {}

  record Initialization() implements Phase {}
}
