package io.braid.network;

import io.braid.network.connection.Identification;
import io.braid.network.identity.Multiaddress;
import io.braid.network.identity.PeerIdentity;
import io.braid.network.kademlia.KademliaMessage;
import io.braid.network.kademlia.KademliaServer;
import io.braid.network.kademlia.RecordStore;
import io.braid.network.kademlia.RoutingTable;
import io.braid.network.peers.AddressBook;
import io.braid.primitives.Bytes;
import java.util.List;
import java.util.Optional;

/** Learns of peers from peers, and tells them. Belongs to the network's thread. */
final class Discovery {
  private static final long PERIOD_MILLIS = 5_000;

  private final PeerIdentity self;
  private final AddressBook addresses;
  private final RoutingTable table;
  private final KademliaServer server;
  private long next = Long.MIN_VALUE;

  Discovery(PeerIdentity self, AddressBook addresses) {
    this.self = self;
    this.addresses = addresses;
    table = new RoutingTable(self);
    server = new KademliaServer(table, new RecordStore());
  }

  /** What to ask some peer now, if anything: who is near this node. */
  Optional<Bytes> due(long nowMillis) {
    if (nowMillis < next) {
      return Optional.empty();
    }
    next = nowMillis + PERIOD_MILLIS;
    return Optional.of(KademliaMessage.findNode(self.multihash()).encode());
  }

  /** A peer named others. */
  void onAnswer(Bytes answer) {
    KademliaMessage.decode(answer).ifPresent(message -> message.closer().forEach(this::learn));
  }

  private void learn(KademliaMessage.Peer peer) {
    if (!peer.id().equals(self)) {
      for (Multiaddress address : peer.addresses()) {
        addresses.learn(peer.id(), address);
      }
    }
  }

  /** A peer told where it listens; one that speaks {@code kademlia} is told to others. */
  void onIdentified(PeerIdentity peer, Identification about, List<String> kademlia) {
    boolean routes = about.protocols().stream().anyMatch(kademlia::contains);
    if (routes) {
      table.put(peer, about.listenAddresses());
    }
  }

  Optional<Bytes> answer(Bytes request, long nowMillis) {
    return server.answer(request, nowMillis);
  }
}
