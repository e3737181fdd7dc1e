package io.braid.consensus.babe;

import io.braid.consensus.chain.BlockRef;
import io.braid.runtime.api.Header;

/** What a slot brought this node as an author. */
public sealed interface SlotOutcome {
  long slot();

  record NotOurs(long slot) implements SlotOutcome {}

  /**
   * @param header with its seal
   */
  record Authored(long slot, BlockRef block, Header header) implements SlotOutcome {}

  record Failed(long slot, String reason) implements SlotOutcome {}
}
