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
import java.util.function.Predicate;

/** Learns of peers from peers, and tells them. Belongs to the network's thread. */
final class Discovery {
  private static final long PERIOD_MILLIS = 5_000;

  private final PeerIdentity self;
  private final AddressBook addresses;
  private final RoutingTable table;
  private final KademliaServer server;
  private final RecordStore records = new RecordStore();
  private final ObservedHosts observed = new ObservedHosts();
  private long next = Long.MIN_VALUE;
  private boolean near;

  /**
   * @param connected whether a peer is there now; one that is not gives way to one that is
   * @param worthKeeping looks at records that peers want to leave here
   */
  Discovery(
      PeerIdentity self,
      AddressBook addresses,
      Predicate<PeerIdentity> connected,
      Predicate<KademliaMessage.Entry> worthKeeping) {
    this.self = self;
    this.addresses = addresses;
    table = new RoutingTable(self, connected);
    server = new KademliaServer(table, records, worthKeeping);
  }

  /**
   * What to ask some peer now, if anything: who is near this node, and the next time, who is near
   * somewhere else.
   *
   * @param somewhere a random key
   */
  Optional<Bytes> due(long nowMillis, Bytes somewhere) {
    if (nowMillis < next) {
      return Optional.empty();
    }
    next = nowMillis + PERIOD_MILLIS;
    near = !near;
    return Optional.of(KademliaMessage.findNode(near ? self.multihash() : somewhere).encode());
  }

  /** A peer named others, and maybe the record that it was asked for. */
  Optional<KademliaMessage> onAnswer(PeerIdentity teller, Bytes answer) {
    Optional<KademliaMessage> message = KademliaMessage.decode(answer);
    message.ifPresent(m -> m.closer().forEach(peer -> learn(peer, teller)));
    return message;
  }

  /** Keeps a record of this node's own; false when it is too large. */
  boolean keep(KademliaMessage.Entry entry, long nowMillis) {
    return records.put(entry, self, nowMillis);
  }

  Optional<KademliaMessage.Entry> kept(Bytes key, long nowMillis) {
    return records.get(key, nowMillis);
  }

  /** Known peers by their distance from a key, the closest first. */
  List<KademliaMessage.Peer> closest(Bytes key) {
    return table.closest(key);
  }

  /** A peer is not where it was: others are no longer told of it. */
  void forget(PeerIdentity peer) {
    table.remove(peer);
  }

  private void learn(KademliaMessage.Peer peer, PeerIdentity teller) {
    if (!peer.id().equals(self)) {
      for (Multiaddress address : peer.addresses()) {
        addresses.learn(peer.id(), address, teller);
      }
    }
  }

  /**
   * A peer told where it listens; one that speaks {@code kademlia} is told to others. Where it
   * listens at every address of its machine, the one that we see takes their place.
   */
  void onIdentified(
      PeerIdentity peer, Identification about, List<String> kademlia, Optional<Multiaddress> seen) {
    about.observed().ifPresent(host -> observed.note(peer, host));
    if (about.protocols().stream().anyMatch(kademlia::contains)) {
      table.put(
          peer,
          about.listenAddresses().stream()
              .map(address -> seen.map(address::atHostUnlessNamed).orElse(address))
              .distinct()
              .toList());
    }
  }

  /** Where others can reach this node that listens there. */
  List<Multiaddress> reachable(List<Multiaddress> listening) {
    return observed.reachable(listening);
  }

  Optional<Bytes> answer(PeerIdentity asker, Bytes request, long nowMillis) {
    return server.answer(asker, request, nowMillis);
  }
}
