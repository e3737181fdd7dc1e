package io.braid.consensus.grandpa;

import io.braid.consensus.ports.Network;
import io.braid.consensus.ports.PeerId;
import io.braid.consensus.ports.Protocol;
import io.braid.primitives.Bytes;

/** A voter's way to its peers: everything new is passed on to all, everything else dropped. */
final class VoterLink {
  private final Network network;
  private final SeenMessages seen = new SeenMessages();

  VoterLink(Network network) {
    this.network = network;
  }

  /** Sends to everybody. */
  void broadcast(GossipMessage message) {
    Bytes encoded = GossipMessageCodec.CODEC.encodeToBytes(message);
    seen.add(encoded);
    network.broadcast(Protocol.GRANDPA, encoded);
  }

  void send(PeerId peer, GossipMessage message) {
    network.send(peer, Protocol.GRANDPA, GossipMessageCodec.CODEC.encodeToBytes(message));
  }

  /** Notes a message; false when it came before, from whomever. */
  boolean isNew(Bytes message) {
    return seen.add(message);
  }

  /** Sends what came from a peer to all others. */
  void passOn(PeerId from, Bytes message) {
    for (PeerId peer : network.peers()) {
      if (!peer.equals(from)) {
        network.send(peer, Protocol.GRANDPA, message);
      }
    }
  }

  void report(PeerId peer, String reason) {
    network.report(peer, reason);
  }
}
