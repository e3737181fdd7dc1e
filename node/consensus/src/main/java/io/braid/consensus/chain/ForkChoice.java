package io.braid.consensus.chain;

/** How a chain's best block is found. */
public enum ForkChoice {
  /**
   * The leaf with the greatest total weight, then the greatest number, then the one that was known
   * first: a chain that agrees on its blocks by itself.
   */
  HEAVIEST,
  /**
   * The block that {@link Chain#follow} named last: a parachain, whose blocks count when its relay
   * chain includes them. What its collators build in between may come to nothing.
   */
  FOLLOWED
}
