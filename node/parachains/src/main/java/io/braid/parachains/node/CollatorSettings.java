package io.braid.parachains.node;

import io.braid.consensus.ports.Network;
import java.time.Duration;

/**
 * What makes a parachain's node a collator; its key of type {@code aura} is in the keystore.
 *
 * @param relayNetwork where the validators are
 * @param relaySlotMillis of the relay chain
 * @param buildTime for a block's transactions; a part of the relay chain's slot
 */
public record CollatorSettings(Network relayNetwork, long relaySlotMillis, Duration buildTime) {}
