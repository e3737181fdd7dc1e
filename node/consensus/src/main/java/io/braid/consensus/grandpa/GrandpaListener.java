package io.braid.consensus.grandpa;

import io.braid.consensus.chain.BlockRef;
import io.braid.consensus.ports.PeerId;

/** Hears what a voter notices, on the node's thread. */
public interface GrandpaListener {
  GrandpaListener NONE = new GrandpaListener() {};

  /** A block was finalised, and this proves it; for subscribers and light clients. */
  default void onJustification(BlockRef block, GrandpaJustification justification) {}

  /** A voter voted for two blocks in one round. */
  default void onEquivocation(GrandpaEquivocation equivocation) {}

  /** A peer has finalised more than this node. */
  default void onBehind(PeerId peer, int finalisedNumber) {}

  /** A peer speaks of a block, in a vote or a commit, that this node does not know. */
  default void onUnknownBlock(PeerId peer, BlockRef block) {}
}
