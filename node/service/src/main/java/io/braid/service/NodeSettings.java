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
import io.braid.primitives.Hash256;

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
  /** The hash of the chain's first block. */
  Hash256 genesisHash() {
    return Chain.genesisHash(genesis, executor);
  }

  Chain openChain(ForkChoice rule) {
    return Chain.open(
        database, executor, genesis, new ChainSettings(pruning, world.shortWork(), rule));
  }
}
