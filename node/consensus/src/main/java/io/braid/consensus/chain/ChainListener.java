package io.braid.consensus.chain;

import io.braid.runtime.api.Header;
import java.util.List;

/**
 * Hears what becomes of the chain, on the node's thread, after it is stored and in the order in
 * which it happened. A listener must not change the chain from within.
 */
public interface ChainListener {
  /**
   * A block was imported, on the best chain or on a fork.
   *
   * @param header with its seal
   */
  default void onImported(BlockRef block, Header header) {}

  /**
   * The best block changed.
   *
   * @param retracted blocks that left the best chain, the highest first
   * @param enacted blocks that joined it, the lowest first; its last one is the best block, unless
   *     the best chain only became shorter
   */
  default void onBestChanged(BlockRef best, List<BlockRef> retracted, List<BlockRef> enacted) {}

  /**
   * Blocks became final.
   *
   * @param finalised ascending; never empty
   * @param discarded blocks of forks that can never become final now
   */
  default void onFinalised(List<BlockRef> finalised, List<BlockRef> discarded) {}

  /** A final block was proved by another engine than the one that made it final. */
  default void onJustified(BlockRef block, Justification proof) {}
}
