package io.braid.simulation.byzantine;

import io.braid.consensus.chain.BlockRef;
import io.braid.consensus.ports.Network;
import io.braid.consensus.ports.PeerId;
import io.braid.consensus.ports.Protocol;
import io.braid.network.LocalPeer;
import io.braid.network.NodeNetwork;
import io.braid.network.authorities.AuthorityKeys;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** A network as one node has it between whom and the others something stands. */
final class TamperedNetwork implements NodeNetwork {
  private final NodeNetwork network;
  private final Tamper tamper;

  TamperedNetwork(NodeNetwork network, Tamper tamper) {
    this.network = network;
    this.tamper = tamper;
  }

  @Override
  public Network portOf(PeerId self) {
    return new Port(network.portOf(self));
  }

  @Override
  public void join(PeerId self, LocalPeer peer) {
    tamper.joined(peer);
    network.join(self, new Peer(peer));
  }

  @Override
  public void leave(PeerId self) {
    network.leave(self);
  }

  @Override
  public List<Described> describe(PeerId self) {
    return network.describe(self);
  }

  @Override
  public boolean expectsPeers(PeerId self) {
    return network.expectsPeers(self);
  }

  @Override
  public String idOf(PeerId self) {
    return network.idOf(self);
  }

  @Override
  public List<String> listenAddresses() {
    return network.listenAddresses();
  }

  private final class Port implements Network {
    private final Network port;

    Port(Network port) {
      this.port = port;
    }

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
      tamper
          .outgoing(peer, protocol, message)
          .ifPresent(changed -> port.send(peer, protocol, changed));
    }

    @Override
    public void request(
        PeerId peer, Protocol protocol, Bytes request, Consumer<Optional<Bytes>> answer) {
      port.request(peer, protocol, request, answer);
    }

    @Override
    public void report(PeerId peer, String reason) {
      port.report(peer, reason);
    }
  }

  private final class Peer implements LocalPeer {
    private final LocalPeer peer;

    Peer(LocalPeer peer) {
      this.peer = peer;
    }

    @Override
    public Executor thread() {
      return peer.thread();
    }

    @Override
    public Hash256 genesis() {
      return peer.genesis();
    }

    @Override
    public BlockRef best() {
      return peer.best();
    }

    @Override
    public void onConnected(PeerId other, BlockRef best) {
      peer.onConnected(other, best);
    }

    @Override
    public void onDisconnected(PeerId other) {
      peer.onDisconnected(other);
    }

    @Override
    public void onMessage(PeerId from, Protocol protocol, Bytes message) {
      tamper
          .incoming(from, protocol, message)
          .ifPresent(changed -> peer.onMessage(from, protocol, changed));
    }

    @Override
    public Optional<Bytes> onRequest(PeerId from, Protocol protocol, Bytes request) {
      return tamper.answer(from, protocol, request, () -> peer.onRequest(from, protocol, request));
    }

    @Override
    public Optional<AuthorityKeys> authorities() {
      return peer.authorities();
    }
  }
}
