package io.braid.network;

import io.braid.consensus.chain.BlockRef;
import io.braid.network.AnnounceHandshake.PeerRole;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;

/** The node that has joined, as the network's thread sees it. */
final class ChainSide {
  private final LocalPeer node;
  private final Hash256 genesis;
  private volatile BlockRef best;

  ChainSide(LocalPeer node, BlockRef best) {
    this.node = node;
    this.best = best;
    genesis = node.genesis();
  }

  LocalPeer node() {
    return node;
  }

  Hash256 genesis() {
    return genesis;
  }

  /** Looks again what the best block is; the answer stands a moment later. */
  void refresh() {
    node.thread().execute(() -> best = node.best());
  }

  Bytes announceHandshake(PeerRole role) {
    return new AnnounceHandshake(role, best, genesis).encode();
  }
}
