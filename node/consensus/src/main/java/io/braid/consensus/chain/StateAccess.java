package io.braid.consensus.chain;

/** Whether a block's state can be worked on. */
public sealed interface StateAccess {
  record Ready(PendingState state) implements StateAccess {}

  /** The block or its state is not here, or its runtime cannot be run by this node. */
  record Unavailable(String reason) implements StateAccess {}
}
