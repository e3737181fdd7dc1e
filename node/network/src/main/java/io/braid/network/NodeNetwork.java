package io.braid.network;

import io.braid.consensus.chain.BlockRef;
import io.braid.consensus.ports.Network;
import io.braid.consensus.ports.PeerId;
import java.util.List;

/** A network that nodes of one chain can join. Safe for use by all threads. */
public interface NodeNetwork {
  /** The port of the node called {@code self}, which need not be here yet. */
  Network portOf(PeerId self);

  /** A node arrives: it and others learn of each other. */
  void join(PeerId self, LocalPeer peer);

  /** A node leaves. */
  void leave(PeerId self);

  /** A peer and its best block. */
  record Described(PeerId id, BlockRef best) {}

  /** Who is connected to {@code self}, as they stand at this moment. */
  List<Described> describe(PeerId self);

  /**
   * Whether it is wrong for {@code self} to have no peers: whether it knows of others. The first
   * node of a network knows of none.
   */
  boolean expectsPeers(PeerId self);

  /** How the node called {@code self} is known to its peers. */
  String idOf(PeerId self);

  /** Multiaddresses where others can reach the node; none inside one process. */
  List<String> listenAddresses();
}
