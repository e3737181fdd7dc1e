package io.braid.pallets.parachains.hrmp;

import io.braid.primitives.Hash256;
import io.braid.primitives.U128;
import io.braid.scale.Scale;
import java.util.Optional;

/**
 * A channel. Parachains read the first six fields by proof, so their order is fixed.
 *
 * @param maxCapacity messages that may wait
 * @param maxTotalSize bytes that may wait
 * @param mqcHead the head of the chain of hashes over all messages ever sent
 */
@Scale(path = "polkadot_runtime_parachains::hrmp::HrmpChannel")
public record HrmpChannel(
    int maxCapacity,
    int maxTotalSize,
    int maxMessageSize,
    int msgCount,
    int totalSize,
    Optional<Hash256> mqcHead,
    U128 senderDeposit,
    U128 recipientDeposit) {
  HrmpChannel with(int count, int size, Optional<Hash256> head) {
    return new HrmpChannel(
        maxCapacity,
        maxTotalSize,
        maxMessageSize,
        count,
        size,
        head,
        senderDeposit,
        recipientDeposit);
  }
}
