package io.braid.service;

import io.braid.consensus.chain.BlockRef;
import io.braid.consensus.chain.ChainListener;
import java.util.List;

/** Passes on how a chain moves. */
public record ChainWatch(String chain, NodeListener listener) implements ChainListener {
  @Override
  public void onBestChanged(BlockRef best, List<BlockRef> retracted, List<BlockRef> enacted) {
    listener.onBest(chain, best);
  }

  @Override
  public void onFinalised(List<BlockRef> finalised, List<BlockRef> discarded) {
    listener.onFinalised(chain, finalised.getLast());
  }
}
