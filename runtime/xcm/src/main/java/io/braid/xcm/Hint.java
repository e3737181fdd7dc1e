package io.braid.xcm;

import io.braid.scale.Scale;

/** What may help an executor. */
@Scale(path = "staging_xcm::v5::Hint")
public sealed interface Hint {
  /** Who may claim assets that get trapped. */
  record AssetClaimer(Location location) implements Hint {}
}
