package io.braid.service;

import io.braid.consensus.chain.BlockRef;
import io.braid.consensus.chain.Chain;
import io.braid.consensus.chain.ChainListener;
import io.braid.parachains.following.IncludedHeads;
import io.braid.primitives.Bytes;
import io.braid.runtime.api.HeaderCodec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Passes on how the relay chain moves, and which blocks of parachains it includes. */
public final class RelayWatch implements ChainListener {
  private final Chain relay;
  private final ChainWatch watch;
  private final NodeListener listener;
  private final Map<Integer, Bytes> heads = new HashMap<>();

  public RelayWatch(Chain relay, String name, NodeListener listener) {
    this.relay = relay;
    watch = new ChainWatch(name, listener);
    this.listener = listener;
  }

  @Override
  public void onBestChanged(BlockRef best, List<BlockRef> retracted, List<BlockRef> enacted) {
    watch.onBestChanged(best, retracted, enacted);
    for (int paraId : IncludedHeads.parachains(relay, best.hash())) {
      Optional<Bytes> head = new IncludedHeads(relay, paraId).head(best.hash());
      if (head.isPresent() && !head.get().equals(heads.put(paraId, head.get()))) {
        int number = HeaderCodec.CODEC.decodeAll(head.get()).number();
        if (number > 0) {
          listener.onIncluded(paraId, number);
        }
      }
    }
  }

  @Override
  public void onFinalised(List<BlockRef> finalised, List<BlockRef> discarded) {
    watch.onFinalised(finalised, discarded);
  }
}
