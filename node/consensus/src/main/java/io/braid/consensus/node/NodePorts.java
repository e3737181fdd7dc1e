package io.braid.consensus.node;

import io.braid.consensus.ports.Keystore;
import io.braid.consensus.ports.Network;
import io.braid.consensus.ports.Timers;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/**
 * The world as a node sees it.
 *
 * @param random for jitter only, never for keys; seeded in a simulation
 */
public record NodePorts(
    Network network, Timers timers, InstantSource clock, Keystore keys, RandomGenerator random) {}
