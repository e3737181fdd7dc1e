package io.braid.network;

import io.braid.consensus.ports.Network;
import io.braid.consensus.ports.PeerId;
import io.braid.consensus.ports.Protocol;
import io.braid.primitives.Bytes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connects the nodes of one chain inside one process: everybody with everybody, without loss, each
 * message on the receiver's own thread. Safe for use by all nodes' threads.
 */
public final class LocalNetwork implements NodeNetwork {
  private static final Logger LOG = LoggerFactory.getLogger(LocalNetwork.class);

  private final Map<PeerId, LocalPeer> peers = new ConcurrentSkipListMap<>();

  @Override
  public Network portOf(PeerId self) {
    return new Port(self);
  }

  @Override
  public void join(PeerId self, LocalPeer peer) {
    peers.put(self, peer);
    for (Map.Entry<PeerId, LocalPeer> other : peers.entrySet()) {
      if (!other.getKey().equals(self)) {
        introduce(self, peer, other.getKey(), other.getValue());
        introduce(other.getKey(), other.getValue(), self, peer);
      }
    }
  }

  /** Tells {@code to} of {@code about}. */
  private static void introduce(PeerId aboutId, LocalPeer about, PeerId toId, LocalPeer to) {
    about
        .thread()
        .execute(() -> {
          var best = about.best();
          to.thread().execute(() -> to.onConnected(aboutId, best));
        });
  }

  @Override
  public List<Described> describe(PeerId self) {
    return peers.entrySet().stream()
        .filter(entry -> !entry.getKey().equals(self))
        .map(entry -> new Described(entry.getKey(), entry.getValue().best()))
        .toList();
  }

  @Override
  public boolean expectsPeers(PeerId self) {
    return peers.keySet().stream().anyMatch(id -> !id.equals(self));
  }

  @Override
  public String idOf(PeerId self) {
    return self.name();
  }

  @Override
  public List<String> listenAddresses() {
    return List.of();
  }

  @Override
  public void leave(PeerId self) {
    peers.remove(self);
    peers.values().forEach(peer -> peer.thread().execute(() -> peer.onDisconnected(self)));
  }

  private final class Port implements Network {
    private final PeerId self;

    Port(PeerId self) {
      this.self = self;
    }

    @Override
    public PeerId self() {
      return self;
    }

    @Override
    public Optional<PeerId> authority(Bytes discoveryKey) {
      return peers.entrySet().stream()
          .filter(entry -> !entry.getKey().equals(self))
          .filter(entry ->
              entry.getValue().authorities().filter(keys -> keys.holds(discoveryKey)).isPresent())
          .map(Map.Entry::getKey)
          .findFirst();
    }

    @Override
    public List<PeerId> peers() {
      return peers.keySet().stream().filter(id -> !id.equals(self)).toList();
    }

    @Override
    public void send(PeerId to, Protocol protocol, Bytes message) {
      LocalPeer peer = peers.get(to);
      if (peer != null) {
        peer.thread().execute(() -> peer.onMessage(self, protocol, message));
      }
    }

    @Override
    public void request(
        PeerId to, Protocol protocol, Bytes request, Consumer<Optional<Bytes>> answer) {
      LocalPeer me = peers.get(self);
      LocalPeer peer = peers.get(to);
      if (me == null) {
        return;
      }
      if (peer == null) {
        me.thread().execute(() -> answer.accept(Optional.empty()));
        return;
      }
      peer.thread()
          .execute(() -> {
            Optional<Bytes> response = peer.onRequest(self, protocol, request);
            me.thread().execute(() -> answer.accept(response));
          });
    }

    @Override
    public void report(PeerId peer, String reason) {
      LOG.info("{} complains of {}: {}", self.name(), peer.name(), reason);
    }
  }
}
