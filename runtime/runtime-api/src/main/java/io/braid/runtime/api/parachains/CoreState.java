package io.braid.runtime.api.parachains;

import io.braid.scale.Scale;
import io.braid.scale.Unnamed;

/** What a core is doing. */
@Scale(path = "polkadot_primitives::vstaging::CoreState")
public sealed interface CoreState {
  @Unnamed
  record Occupied(OccupiedCore core) implements CoreState {}

  @Unnamed
  record Scheduled(ScheduledCore core) implements CoreState {}

  record Free() implements CoreState {}
}
