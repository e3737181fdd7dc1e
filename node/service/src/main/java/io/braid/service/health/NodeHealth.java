package io.braid.service.health;

import io.braid.rpc.node.Health;
import io.braid.rpc.node.HealthView;
import io.braid.rpc.node.PeerView;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A running node's health.
 *
 * @param peers of its own chain; known though the node's thread is silent
 */
public record NodeHealth(Pulse<List<ChainVitals>> pulse, HealthRules rules, PeerView peers)
    implements HealthView {
  @Override
  public CompletableFuture<Health> check() {
    return pulse.take().thenApply(vitals -> vitals.map(rules::judge).orElseGet(this::silent));
  }

  private Health silent() {
    return new Health(
        peers.peers().size(),
        false,
        peers.shouldHavePeers(),
        List.of(
            new Health.Finding(
                "node",
                false,
                "its thread did not answer within "
                    + pulse.patience().toSeconds()
                    + " s: this machine is too slow for the chain, or the node is stuck; see its"
                    + " log")));
  }
}
