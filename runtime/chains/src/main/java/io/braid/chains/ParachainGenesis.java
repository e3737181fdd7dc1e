package io.braid.chains;

import io.braid.primitives.AccountId;
import io.braid.primitives.Bytes;
import io.braid.primitives.U128;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What a parachain starts with.
 *
 * @param collators sr25519 keys, in the order of their slots
 * @param balances in planck
 */
public record ParachainGenesis(
    int paraId,
    long slotDurationMillis,
    List<Bytes> collators,
    SortedMap<AccountId, U128> balances,
    Optional<AccountId> sudo) {}
