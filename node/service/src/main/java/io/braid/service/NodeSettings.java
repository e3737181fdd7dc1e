package io.braid.service;

import io.braid.consensus.chain.Chain;
import io.braid.consensus.chain.ChainSettings;
import io.braid.consensus.chain.Database;
import io.braid.consensus.chain.ForkChoice;
import io.braid.consensus.chain.Genesis;
import io.braid.consensus.chain.StatePruning;
import io.braid.consensus.ports.Keystore;
import io.braid.executor.Executor;
import io.braid.network.NodeNetwork;

/**
 * What every node needs, whatever its chain.
 *
 * @param name also its name on a network inside one process
 * @param pruning which states it keeps
 */
public record NodeSettings(
    String name,
    Genesis genesis,
    Database database,
    StatePruning pruning,
    Executor executor,
    Keystore keys,
    NodeNetwork network,
    World world) {
  Chain openChain(ForkChoice rule) {
    return Chain.open(
        database, executor, genesis, new ChainSettings(pruning, world.shortWork(), rule));
  }
}
