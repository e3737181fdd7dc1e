package io.braid.pallets.parachainsystem;

import io.braid.primitives.Hash256;
import io.braid.runtime.api.parachains.UpgradeGoAhead;
import io.braid.scale.Scale;
import java.util.Optional;

/**
 * A block below the one in progress that the relay chain has not included yet.
 *
 * @param paraHeadHash of its head data; nothing while its child has not begun
 * @param consumedGoAheadSignal the relay chain's answer on new code that it acted on
 */
@Scale(path = "cumulus_pallet_parachain_system::unincluded_segment::Ancestor")
public record Ancestor(
    UsedBandwidth usedBandwidth,
    Optional<Hash256> paraHeadHash,
    Optional<UpgradeGoAhead> consumedGoAheadSignal) {
  Ancestor withHead(Hash256 hash) {
    return new Ancestor(usedBandwidth, Optional.of(hash), consumedGoAheadSignal);
  }
}
