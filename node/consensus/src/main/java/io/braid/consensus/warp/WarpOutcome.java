package io.braid.consensus.warp;

/** How a node's attempt to jump ended; in any case, blocks are fetched from then on. */
public sealed interface WarpOutcome {
  record Jumped(Jump jump) implements WarpOutcome {}

  /** No peer is far enough ahead for a jump to be worth it. */
  record NotNeeded() implements WarpOutcome {}

  /** It was tried in vain: the chain is fetched from its beginning. */
  record GivenUp(String reason) implements WarpOutcome {}
}
