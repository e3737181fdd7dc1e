package io.braid.service;

import io.braid.consensus.babe.BabeEngine;
import io.braid.consensus.chain.BlockRef;
import io.braid.consensus.chain.ChainView;
import io.braid.consensus.importing.ImportObserver;
import io.braid.consensus.ports.PeerId;
import io.braid.consensus.ports.Protocol;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.rpc.client.RpcFailure;
import io.braid.runtime.api.babe.BabeConfigurationCodec;
import io.braid.service.health.ChainVitals;
import io.braid.service.remote.RemoteRelayChain;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * Somebody else's node of the relay chain. The collator is a peer of the relay chain's network
 * still, for validators to fetch its candidates, but one that has no blocks.
 */
final class RemoteRelaySide implements RelaySide {
  private final URI url;
  private final NodeSettings settings;
  private final PeerId self;
  private final RemoteRelayChain chain;
  private final Duration slot;

  /**
   * @throws RpcFailure when the node cannot be reached, or is of another chain
   */
  RemoteRelaySide(URI url, int paraId, NodeSettings settings, PeerId self, NodeThread thread)
      throws RpcFailure {
    this.url = url;
    this.settings = settings;
    this.self = self;
    Hash256 expected = settings.genesisHash();
    chain = RemoteRelayChain.open(url, paraId, thread);
    if (!chain.genesis().hash().equals(expected)) {
      Hash256 found = chain.genesis().hash();
      chain.close();
      throw new RpcFailure(
          "expected a node of the chain with genesis " + expected + ", found one of " + found);
    }
    slot =
        chain
            .query(
                chain.best().hash(),
                "BabeApi_configuration",
                new byte[0],
                BabeConfigurationCodec.CODEC)
            .map(configuration -> Duration.ofMillis(configuration.slotDuration()))
            .orElseThrow(() -> new RpcFailure("expected a relay chain, found one without BABE"));
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
    chain.start();
  }

  /** None to fetch: whoever is behind must not turn to this node. */
  @Override
  public BlockRef shown() {
    return chain.genesis();
  }

  @Override
  public ChainVitals vitals() {
    long now = settings.world().clock().millis();
    return new ChainVitals(
        "the relay chain of " + url,
        chain.best().number(),
        chain.finalised().number(),
        chain.best().number(),
        chain.leaves().size(),
        !chain.isConnected(),
        0,
        settings.network().describe(self).size(),
        settings.network().expectsPeers(self),
        slot,
        chain
            .header(chain.best().hash())
            .flatMap(BabeEngine::slotOf)
            .map(number -> Duration.ofMillis(now - number * slot.toMillis())),
        Optional.empty());
  }

  /** It imports nothing. */
  @Override
  public void observeImports(ImportObserver observer) {}

  @Override
  public void onConnected(PeerId peer, BlockRef best) {}

  @Override
  public void onDisconnected(PeerId peer) {}

  @Override
  public void onMessage(PeerId peer, Protocol protocol, Bytes message) {}

  @Override
  public Optional<Bytes> onRequest(PeerId peer, Protocol protocol, Bytes request) {
    return Optional.empty();
  }

  @Override
  public void close() {
    chain.close();
  }
}
