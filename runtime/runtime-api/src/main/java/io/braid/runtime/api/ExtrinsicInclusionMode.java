package io.braid.runtime.api;

import io.braid.scale.Scale;

/** Which extrinsics the block that was just opened takes. */
@Scale(path = "sp_runtime::ExtrinsicInclusionMode")
public enum ExtrinsicInclusionMode {
  ALL_EXTRINSICS,
  ONLY_INHERENTS
}
