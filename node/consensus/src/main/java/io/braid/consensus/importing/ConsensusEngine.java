package io.braid.consensus.importing;

import io.braid.runtime.api.Header;
import java.time.Instant;

/** Decides who may author which block. */
public interface ConsensusEngine {
  /**
   * Checks everything about a header that does not need the block to be executed.
   *
   * @param sealed whose parent is in the chain, in the tree
   */
  HeaderCheck check(Header sealed, Instant now);
}
