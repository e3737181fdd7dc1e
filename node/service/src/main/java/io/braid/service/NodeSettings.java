package io.braid.service;

import io.braid.consensus.chain.Database;
import io.braid.consensus.chain.Genesis;
import io.braid.consensus.ports.Keystore;
import io.braid.executor.Executor;
import io.braid.network.LocalNetwork;

/**
 * What every node needs, whatever its chain.
 *
 * @param name also its name on the network
 */
public record NodeSettings(
    String name,
    Genesis genesis,
    Database database,
    Executor executor,
    Keystore keys,
    LocalNetwork network,
    World world) {}
