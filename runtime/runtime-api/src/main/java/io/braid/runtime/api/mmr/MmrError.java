package io.braid.runtime.api.mmr;

import io.braid.scale.Scale;

/** Why the runtime answers nothing about its mountain range. */
@Scale(path = "sp_mmr_primitives::Error")
public enum MmrError {
  /** Error during translation of a block number into a leaf index. */
  INVALID_NUMERIC_OP,
  /** Error while pushing new node. */
  PUSH,
  /** Error getting the new root. */
  GET_ROOT,
  /** Error committing changes. */
  COMMIT,
  /** Error during proof generation. */
  GENERATE_PROOF,
  /** Proof verification error. */
  VERIFY,
  /** Leaf not found in the storage. */
  LEAF_NOT_FOUND,
  /** Mmr Pallet not included in runtime. */
  PALLET_NOT_INCLUDED,
  /** Cannot find the requested leaf index. */
  INVALID_LEAF_INDEX,
  /** The provided best know block number is invalid. */
  INVALID_BEST_KNOWN_BLOCK
}
