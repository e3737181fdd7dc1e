package io.braid.runtime.api;

import io.braid.scale.Scale;

/** Whether a call pays a fee. */
@Scale(path = "frame_support::dispatch::Pays")
public enum Pays {
  YES,
  NO
}
