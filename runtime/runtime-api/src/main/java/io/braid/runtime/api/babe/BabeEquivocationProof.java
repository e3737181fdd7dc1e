package io.braid.runtime.api.babe;

import io.braid.primitives.Bytes;
import io.braid.runtime.api.Header;
import io.braid.scale.Scale;
import io.braid.scale.Size;

/**
 * Two blocks of one author for one slot.
 *
 * @param offender its BABE key
 * @param firstHeader with its seal, like the second
 */
@Scale(path = "sp_consensus_slots::EquivocationProof")
public record BabeEquivocationProof(
    @Size(32) Bytes offender, long slot, Header firstHeader, Header secondHeader) {}
