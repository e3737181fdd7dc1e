package io.braid.runtime.api.parachains;

import io.braid.primitives.Hash256;
import io.braid.scale.Scale;
import io.braid.scale.Unnamed;

/** The pending slashes of one dispute, as a Rust tuple. */
@Scale
@Unnamed
public record PendingSlashesOf(int session, Hash256 candidate, PendingSlashes slashes) {
  /** As {@link LegacyPendingSlashes}, as a Rust tuple. */
  @Scale
  @Unnamed
  public record Legacy(int session, Hash256 candidate, LegacyPendingSlashes slashes) {}
}
