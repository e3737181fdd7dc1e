package io.braid.chains.hub;

import io.braid.primitives.Bytes;
import java.util.Optional;

/**
 * The hash of this runtime's metadata. The build computes it from the compiled runtime and replaces
 * this class with one that knows it; what is written here is for builds that do not.
 */
final class HubMetadataHash {
  private HubMetadataHash() {}

  static Optional<Bytes> value() {
    return Optional.empty();
  }
}
