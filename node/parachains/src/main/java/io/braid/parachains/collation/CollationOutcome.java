package io.braid.parachains.collation;

import io.braid.consensus.chain.BlockRef;
import io.braid.primitives.Hash256;

/** What a collator did on a new best relay block. */
public sealed interface CollationOutcome {
  /** It built a block and offered it. */
  record Offered(BlockRef block, Hash256 relayParent, Hash256 candidate)
      implements CollationOutcome {}

  /** There was nothing to do for it there. */
  record Skipped(String reason) implements CollationOutcome {}

  /** It should have built, but could not. */
  record Failed(String reason) implements CollationOutcome {}
}
