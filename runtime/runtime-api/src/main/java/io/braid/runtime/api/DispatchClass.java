package io.braid.runtime.api;

import io.braid.scale.Scale;

/** Which share of a block a call may use. */
@Scale(path = "frame_support::dispatch::DispatchClass")
public enum DispatchClass {
  NORMAL,
  OPERATIONAL,
  MANDATORY
}
