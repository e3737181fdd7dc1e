package io.braid.consensus.grandpa;

import io.braid.consensus.ports.Network;
import io.braid.consensus.ports.PeerId;
import io.braid.consensus.ports.Protocol;
import io.braid.primitives.Bytes;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A voter's way to its peers. What is its own goes to all, and so does a commit from others, which
 * followers wait for; others' votes, of which there are as many as voters, go on to some. What came
 * before is dropped.
 */
final class VoterLink {
  /** With no more peers than these, all get what some would. */
  private static final int FEW_PEERS = 16;

  /** Of more, the root of their number, but so many at least. */
  private static final int LUCKY_PEERS = 8;

  private final Network network;
  private final RandomGenerator random;
  private final SeenMessages seen = new SeenMessages();

  /**
   * @param random chooses peers
   */
  VoterLink(Network network, RandomGenerator random) {
    this.network = network;
    this.random = random;
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

  /** Sends what came from a peer to some of the others: they send it on in turn. */
  void passOnToSome(PeerId from, Bytes message) {
    List<PeerId> peers = network.peers();
    if (peers.size() <= FEW_PEERS) {
      passOn(from, message);
      return;
    }
    int lucky = Math.max(LUCKY_PEERS, (int) Math.sqrt(peers.size()));
    // A walk that begins anywhere, in steps of any width: nobody is met twice in one round.
    int place = random.nextInt(peers.size());
    int step = 1 + random.nextInt(peers.size() / lucky);
    for (int i = 0; i < lucky; i++) {
      PeerId peer = peers.get((place + i * step) % peers.size());
      if (!peer.equals(from)) {
        network.send(peer, Protocol.GRANDPA, message);
      }
    }
  }

  void report(PeerId peer, String reason) {
    network.report(peer, reason);
  }
}
