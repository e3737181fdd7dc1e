package io.braid.service;

import io.braid.consensus.chain.Database;
import io.braid.consensus.chain.Genesis;
import io.braid.consensus.ports.Keystore;
import io.braid.executor.Executor;
import io.braid.network.NodeNetwork;

/**
 * What every node needs, whatever its chain.
 *
 * @param name also its name on a network inside one process
 */
public record NodeSettings(
    String name,
    Genesis genesis,
    Database database,
    Executor executor,
    Keystore keys,
    NodeNetwork network) {}
