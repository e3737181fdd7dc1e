package io.braid.consensus.importing;

import io.braid.consensus.chain.BlockRef;
import io.braid.consensus.chain.Justification;

/** Verifies a proof of finality that came with a block, and finalises the block by it. */
@FunctionalInterface
public interface JustificationImport {
  /** For chains whose finality comes from elsewhere. */
  JustificationImport NONE = (block, justification) -> {};

  /** A proof that is wrong, or of another engine, changes nothing. */
  void offer(BlockRef block, Justification justification);
}
