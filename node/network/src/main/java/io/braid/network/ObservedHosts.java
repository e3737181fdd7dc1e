package io.braid.network;

import io.braid.network.identity.Multiaddress;
import io.braid.network.identity.PeerIdentity;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Where this node is, as its peers see it: each has one vote. Belongs to the network's thread. */
final class ObservedHosts {
  static final int MAX_VOTES = 64;

  private final Map<PeerIdentity, Multiaddress> votes =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<PeerIdentity, Multiaddress> eldest) {
          return size() > MAX_VOTES;
        }
      };

  /** A peer says from where this node seems to speak. */
  void note(PeerIdentity peer, Multiaddress seen) {
    votes.put(peer, seen.withPort(0).withoutPeer());
  }

  /** The host that most peers see, at no port. */
  private Optional<Multiaddress> host() {
    Map<Multiaddress, Integer> counts = new LinkedHashMap<>();
    votes.values().forEach(host -> counts.merge(host, 1, Integer::sum));
    return counts.entrySet().stream().max(Map.Entry.comparingByValue()).map(Map.Entry::getKey);
  }

  /**
   * Addresses that others can use: those that name a host, and for those at every host of this
   * machine the host that peers see.
   */
  List<Multiaddress> reachable(List<Multiaddress> listening) {
    Optional<Multiaddress> host = host();
    Set<Multiaddress> reachable = new LinkedHashSet<>();
    for (Multiaddress address : listening) {
      if (address.namesHost()) {
        reachable.add(address);
      } else {
        host.ifPresent(seen -> reachable.add(address.atHostUnlessNamed(seen)));
      }
    }
    return List.copyOf(reachable);
  }
}
