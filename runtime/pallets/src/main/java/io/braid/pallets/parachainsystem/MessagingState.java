package io.braid.pallets.parachainsystem;

import io.braid.primitives.Hash256;
import io.braid.runtime.api.parachains.AbridgedHrmpChannel;
import io.braid.scale.Scale;
import java.util.List;
import java.util.Map;

/**
 * The relay chain's view of this parachain's queues.
 *
 * @param remainingCount upward messages that still fit
 * @param remainingSize bytes of upward messages that still fit
 * @param ingress open channels to this parachain by sender, in ascending order
 * @param egress open channels from this parachain by recipient, in ascending order
 */
@Scale(path = "cumulus_pallet_parachain_system::relay_state_snapshot::MessagingStateSnapshot")
public record MessagingState(
    Hash256 dmqMqcHead,
    int remainingCount,
    int remainingSize,
    List<Map.Entry<Integer, AbridgedHrmpChannel>> ingress,
    List<Map.Entry<Integer, AbridgedHrmpChannel>> egress) {}
