package io.braid.service;

import io.braid.consensus.ports.PeerId;
import io.braid.network.NodeNetwork;
import io.braid.rpc.node.PeerView;
import java.util.List;

/** A node's peers, for clients to see. */
record NetworkPeers(NodeNetwork network, PeerId self) implements PeerView {
  @Override
  public String localPeerId() {
    return network.idOf(self);
  }

  @Override
  public List<String> listenAddresses() {
    return network.listenAddresses();
  }

  @Override
  public List<Peer> peers() {
    return network.describe(self).stream()
        .map(p -> new Peer(p.id().name(), "FULL", p.best().hash(), p.best().number()))
        .toList();
  }

  @Override
  public boolean shouldHavePeers() {
    return network.expectsPeers(self);
  }
}
