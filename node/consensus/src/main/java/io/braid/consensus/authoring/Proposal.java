package io.braid.consensus.authoring;

import io.braid.consensus.chain.Batch;
import io.braid.runtime.api.Block;
import io.braid.trie.StorageProof;
import io.braid.trie.TrieUpdate;
import java.util.Optional;

/** What became of building a block. */
public sealed interface Proposal {
  /**
   * @param block without a seal
   * @param beside what is to be stored with it beside the state
   * @param proof what building it read of its parent's state, when that was recorded
   */
  record Built(Block block, TrieUpdate state, Batch beside, Optional<StorageProof> proof)
      implements Proposal {}

  record Failed(String reason) implements Proposal {}
}
