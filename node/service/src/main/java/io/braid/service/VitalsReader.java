package io.braid.service;

import io.braid.consensus.aura.AuraEngine;
import io.braid.consensus.babe.BabeEngine;
import io.braid.consensus.chain.Chain;
import io.braid.consensus.grandpa.GrandpaVoter;
import io.braid.consensus.node.Node;
import io.braid.consensus.pool.TransactionPool;
import io.braid.consensus.ports.PeerId;
import io.braid.parachains.node.ParachainNode;
import io.braid.service.health.ChainVitals;
import java.time.Duration;
import java.util.Optional;

/**
 * Reads how chains stand; on the node's thread.
 *
 * @param self the node's name on the chain's network
 */
record VitalsReader(NodeSettings settings, PeerId self, Duration slot) {
  ChainVitals relay(Node node) {
    Chain chain = node.chain();
    return of(
        "the relay chain",
        chain,
        node.sync().target(),
        node.isSyncing(),
        node.pool(),
        chain.header(chain.best().hash()).flatMap(BabeEngine::slotOf),
        Optional.of(finality(node.voter())));
  }

  ChainVitals parachain(ParachainNode node) {
    Chain chain = node.chain();
    return of(
        "the parachain",
        chain,
        node.sync().target(),
        node.sync().isFarBehind(),
        node.pool(),
        chain.header(chain.best().hash()).flatMap(AuraEngine::slotOf),
        Optional.empty());
  }

  private static ChainVitals.Finality finality(GrandpaVoter voter) {
    // All rounds below the open one are completed.
    return new ChainVitals.Finality(
        Math.max(0, voter.round() - 1),
        voter.setId(),
        voter.prevotesCast(),
        voter.precommitsCast());
  }

  private ChainVitals of(
      String name,
      Chain chain,
      int target,
      boolean syncing,
      TransactionPool pool,
      Optional<Long> bestSlot,
      Optional<ChainVitals.Finality> finality) {
    long now = settings.world().clock().millis();
    return new ChainVitals(
        name,
        chain.best().number(),
        chain.finalised().number(),
        target,
        chain.leaves().size(),
        syncing,
        pool.readyCount(),
        settings.network().describe(self).size(),
        settings.network().expectsPeers(self),
        slot,
        bestSlot.map(number -> Duration.ofMillis(now - number * slot.toMillis())),
        finality);
  }
}
