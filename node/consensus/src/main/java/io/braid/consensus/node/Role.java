package io.braid.consensus.node;

/** Whether a node takes part in consensus. */
public enum Role {
  /** Follows and serves the chain. */
  FULL,
  /** Authors and votes as well, with the keys in its keystore. */
  AUTHORITY
}
