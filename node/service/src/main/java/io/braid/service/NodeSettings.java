package io.braid.service;

import io.braid.consensus.chain.Chain;
import io.braid.consensus.chain.ChainSettings;
import io.braid.consensus.chain.Database;
import io.braid.consensus.chain.Genesis;
import io.braid.consensus.ports.Keystore;
import io.braid.executor.Executor;
import io.braid.network.LocalNetwork;

/**
 * What every node needs, whatever its chain.
 *
 * @param name also its name on the network
 * @param chain how the chain is kept and worked on
 */
public record NodeSettings(
    String name,
    Genesis genesis,
    Database database,
    ChainSettings chain,
    Executor executor,
    Keystore keys,
    LocalNetwork network) {
  Chain openChain() {
    return Chain.open(database, executor, genesis, chain);
  }
}
