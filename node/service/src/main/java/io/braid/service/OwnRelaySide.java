package io.braid.service;

import io.braid.consensus.babe.BabeEngine;
import io.braid.consensus.chain.BlockRef;
import io.braid.consensus.chain.Chain;
import io.braid.consensus.chain.ChainView;
import io.braid.consensus.chain.ForkChoice;
import io.braid.consensus.grandpa.GrandpaConfig;
import io.braid.consensus.importing.ImportObserver;
import io.braid.consensus.importing.InherentDataProvider;
import io.braid.consensus.node.Node;
import io.braid.consensus.node.Role;
import io.braid.consensus.ports.PeerId;
import io.braid.consensus.ports.Protocol;
import io.braid.primitives.Bytes;
import io.braid.service.health.ChainVitals;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A full node of the relay chain inside the collator. */
final class OwnRelaySide implements RelaySide {
  private final Chain chain;
  private final Duration slot;
  private final Node node;
  private final VitalsReader vitals;

  OwnRelaySide(NodeSettings settings, PeerId self, NodeThread thread) {
    chain = settings.openChain(ForkChoice.HEAVIEST);
    slot = BabeEngine.slotDuration(chain);
    node =
        new Node(
            chain,
            RelayNode.ports(settings, self, thread),
            Role.FULL,
            List.of(InherentDataProvider.TIMESTAMP, InherentDataProvider.BABE_SLOT),
            GrandpaConfig.forSlots(slot));
    vitals = new VitalsReader(settings, self, slot);
  }

  @Override
  public ChainView chain() {
    return chain;
  }

  @Override
  public Duration slot() {
    return slot;
  }

  @Override
  public void start() {
    node.start();
  }

  @Override
  public BlockRef shown() {
    return chain.best();
  }

  @Override
  public ChainVitals vitals() {
    return vitals.relay(node);
  }

  @Override
  public void observeImports(ImportObserver observer) {
    node.importer().observedBy(observer);
  }

  @Override
  public void onConnected(PeerId peer, BlockRef best) {
    node.onConnected(peer, best);
  }

  @Override
  public void onDisconnected(PeerId peer) {
    node.onDisconnected(peer);
  }

  @Override
  public void onMessage(PeerId peer, Protocol protocol, Bytes message) {
    node.onMessage(peer, protocol, message);
  }

  @Override
  public Optional<Bytes> onRequest(PeerId peer, Protocol protocol, Bytes request) {
    return node.onRequest(peer, protocol, request);
  }

  @Override
  public void close() {}
}
