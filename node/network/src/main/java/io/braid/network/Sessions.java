package io.braid.network;

import io.braid.consensus.ports.PeerId;
import io.braid.network.identity.PeerIdentity;
import io.braid.network.transport.Link;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;

/** All established connections, one for each peer. Belongs to the network's thread. */
final class Sessions {
  private final Map<PeerIdentity, Session> all = new LinkedHashMap<>();
  private final NavigableMap<PeerId, Session> connected = new ConcurrentSkipListMap<>();

  /** Peers that the node knows. May be read on any thread. */
  NavigableMap<PeerId, Session> connected() {
    return connected;
  }

  Optional<Session> of(PeerIdentity peer) {
    return Optional.ofNullable(all.get(peer));
  }

  /** The session that goes over a link, unless another has taken its place. */
  Optional<Session> of(Link link) {
    return link.connection().peer().flatMap(this::of).filter(s -> s.link.equals(link));
  }

  void add(Session session) {
    all.put(session.identity, session);
  }

  void remove(Session session) {
    all.remove(session.identity, session);
  }

  Set<PeerIdentity> peers() {
    return Set.copyOf(all.keySet());
  }

  /** Sessions with peers that serve the chain, as far as is known. */
  List<Session> full() {
    return all.values().stream().filter(s -> !s.isLight()).toList();
  }

  /** Peers that this node dialled to follow the chain with them. */
  List<PeerIdentity> dialled() {
    return all.values().stream()
        .filter(s -> s.link.connection().isDialer() && !s.contact)
        .map(s -> s.identity)
        .toList();
  }

  /** All sessions, in the order in which they began. */
  List<Session> all() {
    return List.copyOf(all.values());
  }
}
