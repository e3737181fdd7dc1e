package io.braid.consensus.grandpa;

import io.braid.consensus.chain.BlockRef;
import io.braid.primitives.Hash256;
import io.braid.scale.Scale;

/** The block that a voter votes for, and with it for all of its ancestors. */
@Scale(path = "finality_grandpa::Precommit")
public record Vote(Hash256 targetHash, int targetNumber) {
  static Vote of(BlockRef block) {
    return new Vote(block.hash(), block.number());
  }

  BlockRef target() {
    return new BlockRef(targetNumber, targetHash);
  }
}
