package io.braid.consensus.importing;

import io.braid.consensus.chain.Batch;
import io.braid.runtime.api.Header;

/** What a consensus engine says about a header. */
public sealed interface HeaderCheck {
  /**
   * @param unsealed the header as its block was executed
   * @param slot that it claims
   * @param weight as in {@link io.braid.consensus.chain.NewBlock}
   * @param extra what to store with the block
   */
  record Accepted(Header unsealed, long slot, long weight, Batch extra) implements HeaderCheck {}

  record Refused(HeaderRefusal reason) implements HeaderCheck {}
}
