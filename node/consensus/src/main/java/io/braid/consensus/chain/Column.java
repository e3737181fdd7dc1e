package io.braid.consensus.chain;

/** The parts of a {@link Database}. Keys are unique within a part. */
public enum Column {
  /** Headers by block hash. */
  HEADER,
  /** Lists of extrinsics by block hash. */
  BODY,
  /** Justifications by block hash. */
  JUSTIFICATION,
  /** Hashes of the best chain's blocks by number, a big-endian u32. */
  CANONICAL,
  /** Trie nodes and large values by their hash. */
  NODE,
  /** What components remember of themselves, by keys that start with the component's name. */
  AUXILIARY,
  /** How often kept states hold a node, a u32, for nodes of {@link #NODE} held more than once. */
  NODE_COUNT,
  /** Which nodes a block's state added and removed, by block hash; while pruning needs it. */
  STATE_CHANGES
}
