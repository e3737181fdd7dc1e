package io.braid.parachains.approval;

import io.braid.consensus.ports.PeerId;
import io.braid.parachains.gossip.Routes;
import io.braid.parachains.protocol.ApprovalMessage;
import io.braid.primitives.Hash256;
import java.util.List;

/** The peers that speak about approval. */
public interface ApprovalPeers {
  List<PeerId> all();

  /** Whether a peer has a block, as far as it has said. */
  boolean has(PeerId peer, Hash256 block);

  /** The ways from here to the validators of a block's session. */
  Routes routes(Hash256 block);

  void send(PeerId peer, ApprovalMessage message);

  void report(PeerId peer, String reason);
}
