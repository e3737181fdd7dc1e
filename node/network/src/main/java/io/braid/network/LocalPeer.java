package io.braid.network;

import io.braid.consensus.chain.BlockRef;
import io.braid.consensus.ports.PeerId;
import io.braid.consensus.ports.Protocol;
import io.braid.network.authorities.AuthorityKeys;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import java.util.Optional;
import java.util.concurrent.Executor;

/** A node as a network sees it. Every method but {@link #thread} is called on its thread. */
public interface LocalPeer {
  /** Runs tasks one after the other: the node's thread. */
  Executor thread();

  /** Which chain it is on. */
  Hash256 genesis();

  /** What the handshake tells others. */
  BlockRef best();

  void onConnected(PeerId peer, BlockRef best);

  void onDisconnected(PeerId peer);

  void onMessage(PeerId peer, Protocol protocol, Bytes message);

  Optional<Bytes> onRequest(PeerId peer, Protocol protocol, Bytes request);

  /** The chain's authorities, for the network to find; nothing where nobody looks for any. */
  default Optional<AuthorityKeys> authorities() {
    return Optional.empty();
  }
}
