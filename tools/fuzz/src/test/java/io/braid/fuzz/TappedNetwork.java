package io.braid.fuzz;

import io.braid.consensus.ports.Network;
import io.braid.consensus.ports.PeerId;
import io.braid.consensus.ports.Protocol;
import io.braid.network.LocalNetwork;
import io.braid.network.LocalPeer;
import io.braid.network.NodeNetwork;
import io.braid.primitives.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A network that keeps what its nodes say, and on which there is one peer more: the stranger, who
 * answers everything with the same bytes.
 */
final class TappedNetwork implements NodeNetwork {
  static final PeerId STRANGER = new PeerId("stranger");

  /** Messages of a protocol that are kept. */
  private static final int KEPT = 6;

  private final LocalNetwork inner = new LocalNetwork();
  private final Map<PeerId, LocalPeer> peers = new TreeMap<>();
  private final Map<Protocol, List<Bytes>> said = new TreeMap<>();
  private final Map<Protocol, List<Bytes>> answered = new TreeMap<>();
  private Bytes strangersAnswer = Bytes.EMPTY;

  LocalPeer peer(String name) {
    return Optional.ofNullable(peers.get(new PeerId(name))).orElseThrow();
  }

  void strangerAnswers(Bytes answer) {
    strangersAnswer = answer;
  }

  /** Some notifications and requests of a protocol. */
  List<Bytes> said(Protocol protocol) {
    return said.getOrDefault(protocol, List.of());
  }

  List<Bytes> answered(Protocol protocol) {
    return answered.getOrDefault(protocol, List.of());
  }

  private static void keep(Map<Protocol, List<Bytes>> in, Protocol protocol, Bytes message) {
    List<Bytes> kept = in.computeIfAbsent(protocol, p -> new ArrayList<>());
    if (kept.size() < KEPT && kept.stream().noneMatch(m -> m.size() == message.size())) {
      kept.add(message);
    }
  }

  @Override
  public Network portOf(PeerId self) {
    Network port = inner.portOf(self);
    return new Network() {
      @Override
      public PeerId self() {
        return port.self();
      }

      @Override
      public Optional<PeerId> authority(Bytes discoveryKey) {
        return port.authority(discoveryKey);
      }

      @Override
      public List<PeerId> peers() {
        return port.peers();
      }

      @Override
      public void send(PeerId peer, Protocol protocol, Bytes message) {
        keep(said, protocol, message);
        port.send(peer, protocol, message);
      }

      @Override
      public void request(
          PeerId peer, Protocol protocol, Bytes request, Consumer<Optional<Bytes>> answer) {
        keep(said, protocol, request);
        if (peer.equals(STRANGER)) {
          Bytes response = strangersAnswer;
          peer(self.name()).thread().execute(() -> answer.accept(Optional.of(response)));
          return;
        }
        port.request(
            peer,
            protocol,
            request,
            response -> {
              response.ifPresent(bytes -> keep(answered, protocol, bytes));
              answer.accept(response);
            });
      }

      @Override
      public void report(PeerId peer, String reason) {}
    };
  }

  @Override
  public void join(PeerId self, LocalPeer peer) {
    peers.put(self, peer);
    inner.join(self, peer);
  }

  @Override
  public void leave(PeerId self) {
    inner.leave(self);
  }

  @Override
  public List<Described> describe(PeerId self) {
    return inner.describe(self);
  }

  @Override
  public boolean expectsPeers(PeerId self) {
    return inner.expectsPeers(self);
  }

  @Override
  public String idOf(PeerId self) {
    return inner.idOf(self);
  }

  @Override
  public List<String> listenAddresses() {
    return List.of();
  }
}
