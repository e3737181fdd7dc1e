package io.braid.consensus.importing;

import io.braid.consensus.chain.BlockRef;
import io.braid.primitives.Hash256;

/** What became of a block that was offered. */
public sealed interface ImportResult {
  BlockRef block();

  /**
   * @param best whether it is the best block now
   */
  record Imported(BlockRef block, boolean best) implements ImportResult {}

  record AlreadyKnown(BlockRef block) implements ImportResult {}

  /** It waits for its parent, as long as there is room. */
  record ParentUnknown(BlockRef block, Hash256 parent) implements ImportResult {}

  record Refused(BlockRef block, ImportRefusal reason) implements ImportResult {}
}
