package io.braid.runtime.api.parachains;

import io.braid.primitives.Bytes;
import io.braid.scale.Scale;
import io.braid.scale.Unnamed;
import io.braid.scale.Width;

/**
 * What a parachain block tells the relay chain about itself: after its upward messages and an empty
 * one that separates them (RFC-103).
 */
@Scale(path = "polkadot_primitives::vstaging::UMPSignal")
public sealed interface UmpSignal {
  /**
   * On which core it wants to be: of those that are the parachain's at {@code claimQueueOffset} of
   * the claim queue, the {@code coreSelector}th, counted round and round.
   */
  @Unnamed
  record SelectCore(@Width(8) int coreSelector, @Width(8) int claimQueueOffset)
      implements UmpSignal {
    /** The SCALE form, for runtimes that send it and have no room for the codec. */
    public Bytes encoded() {
      return Bytes.of((byte) 0, (byte) coreSelector, (byte) claimQueueOffset);
    }
  }

  /** Whose collator it likes to hear from; for nodes, not for the chain. */
  @Unnamed
  record ApprovedPeer(Bytes peer) implements UmpSignal {}
}
