package io.braid.runtime.api.aura;

import io.braid.primitives.Hash256;
import io.braid.runtime.api.RuntimeApi;

/**
 * Tells a parachain's authors how far ahead of the relay chain they may build. Version 2 of {@code
 * AuraUnincludedSegmentApi}.
 */
@RuntimeApi(id = "d7bdd8a272ca0d65", version = 2, name = "AuraUnincludedSegmentApi")
public interface AuraUnincludedSegment {
  /**
   * Whether a child of the block that is asked may be built.
   *
   * @param includedHash the parachain's block that the relay parent's state has included
   * @param slot of the relay parent
   */
  boolean canBuildUpon(Hash256 includedHash, long slot);
}
